import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Privacy, PrivacyKey } from '../../engine/api'
import type { PeerId } from '../../model/peer'
import { IconButton } from '../base/Button'
import { Failed, Loading } from '../base/Empty'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { PersonRow, Row } from '../base/Row'
import { toast } from '../base/Toast'
import { Blocked } from '../contacts/Blocked'
import { ChoosePerson } from '../contacts/ChoosePerson'
import { wordsOf } from '../errors'
import { nameOf } from '../names'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { DeleteAccount } from './DeleteAccount'
import css from './Settings.module.css'

const keys = ['number', 'addedByNumber', 'lastSeen', 'about', 'birthday', 'forwards'] as const satisfies readonly PrivacyKey[]
const bases = ['everybody', 'contacts', 'nobody'] as const

/** Who may see what, and how to be gone. */
export function PrivacySettings(props: { onBack: () => void }) {
  const app = useApp()
  const privacy = load(() => app.api.privacy())
  const [open, setOpen] = createSignal<PrivacyKey | 'blocked'>()
  const [deleting, setDeleting] = createSignal(false)

  const set = async (key: PrivacyKey, value: Privacy) => {
    const was = privacy.value()
    if (!was) return
    privacy.change({ ...was, [key]: value })
    try {
      await app.api.setPrivacy({ key, privacy: value })
    } catch (thrown) {
      privacy.change(was)
      toast(wordsOf(thrown))
    }
  }
  const rule = () => {
    const key = open()
    const all = privacy.value()
    return key && key !== 'blocked' && all ? { key, value: all[key] } : undefined
  }
  const summary = (value: Privacy) => {
    const exceptions = value.always.length + value.never.length
    return t.shell.privacy[value.base] + (exceptions > 0 ? ` · ${t.shell.privacy.exceptions(exceptions)}` : '')
  }

  return (
    <Switch
      fallback={
        <Panel title={t.shell.settings.privacy} onBack={props.onBack}>
          <Switch>
            <Match when={privacy.failed()}>{text => <Failed text={text()} onRetry={privacy.again} />}</Match>
            <Match when={privacy.value() === undefined}>
              <Loading />
            </Match>
            <Match when={privacy.value()}>
              {all => (
                <Group>
                  <For each={keys}>{key => <Row title={t.shell.privacy[key]} note={summary(all()[key])} leads onPick={() => setOpen(key)} />}</For>
                </Group>
              )}
            </Match>
          </Switch>
          <Group>
            <Row icon="block" title={t.shell.privacy.blocked} leads onPick={() => setOpen('blocked')} />
          </Group>
          <Group>
            <Row icon="person" danger title={t.shell.settings.deleteAccount} onPick={() => setDeleting(true)} />
          </Group>
          <Show when={deleting()}>
            <DeleteAccount onClose={() => setDeleting(false)} />
          </Show>
        </Panel>
      }
    >
      <Match when={open() === 'blocked'}>
        <Blocked onBack={() => setOpen(undefined)} />
      </Match>
      <Match when={rule()}>
        {one => (
          <Panel title={t.shell.privacy[one().key]} onBack={() => setOpen(undefined)}>
            <Group note={one().key === 'lastSeen' ? t.shell.privacy.lastSeenNote : undefined}>
              <For each={bases}>
                {base => (
                  <Show when={base !== 'nobody' || one().key !== 'addedByNumber'}>
                    <Row title={t.shell.privacy[base]} checked={one().value.base === base} onPick={() => void set(one().key, { ...one().value, base })} />
                  </Show>
                )}
              </For>
            </Group>
            <Show when={one().key !== 'addedByNumber'}>
              <Show when={one().value.base !== 'everybody'}>
                <Exceptions title={t.shell.privacy.always} peers={one().value.always} onChange={always => void set(one().key, { ...one().value, always, never: one().value.never.filter(peer => !always.includes(peer)) })} />
              </Show>
              <Show when={one().value.base !== 'nobody'}>
                <Exceptions title={t.shell.privacy.never} peers={one().value.never} onChange={never => void set(one().key, { ...one().value, never, always: one().value.always.filter(peer => !never.includes(peer)) })} />
              </Show>
            </Show>
          </Panel>
        )}
      </Match>
    </Switch>
  )
}

function Exceptions(props: { title: string; peers: PeerId[]; onChange: (peers: PeerId[]) => void }) {
  const app = useApp()
  const [choosing, setChoosing] = createSignal(false)
  return (
    <Group title={props.title}>
      <For each={props.peers}>
        {peer => (
          <div class={css.exception}>
            <PersonRow
              peer={app.state.peers[peer]}
              name={nameOf(app.state.peers[peer])}
              onPick={() => navigate({ kind: 'profile', peer })}
              end={<IconButton icon="close" label={t.shell.privacy.removeException(nameOf(app.state.peers[peer]))} onClick={() => props.onChange(props.peers.filter(one => one !== peer))} />}
            />
          </div>
        )}
      </For>
      <Row icon="plus" title={t.shell.privacy.addException} onPick={() => setChoosing(true)} />
      <Show when={choosing()}>
        <ChoosePerson without={props.peers} onChoose={peer => props.onChange([...props.peers, peer])} onClose={() => setChoosing(false)} />
      </Show>
    </Group>
  )
}
