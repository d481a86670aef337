import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { PeerId } from '../../model/peer'
import { Button, IconButton } from '../base/Button'
import { Empty, Failed, Loading } from '../base/Empty'
import { Field } from '../base/Field'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { PersonRow, Row } from '../base/Row'
import { language } from '../text'
import { nameOf, presenceOf } from '../names'
import { back, navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { AddContact } from './AddContact'
import { Blocked } from './Blocked'
import css from './Contacts.module.css'

const manyContacts = 8

/** Everybody that one knows, by name. */
export function Contacts() {
  const app = useApp()
  const contacts = load(() => app.api.contacts())
  const [filter, setFilter] = createSignal('')
  const [adding, setAdding] = createSignal(false)
  const [blocked, setBlocked] = createSignal(false)

  // Whoever was added or deleted since is seen at once: what a person is says itself whether they are a contact.
  const all = createMemo(() => {
    const known = new Set<PeerId>(contacts.value() ?? [])
    for (const peer of Object.values(app.state.peers)) if (peer.isContact && !peer.isSelf) known.add(peer.id)
    const collator = new Intl.Collator(language())
    return [...known].filter(peer => app.state.peers[peer]?.isContact).sort((a, b) => collator.compare(nameOf(app.state.peers[a]), nameOf(app.state.peers[b])))
  })
  const shown = createMemo(() => {
    const words = filter().trim().toLocaleLowerCase().replace(/^@/, '')
    return all().filter(peer => `${nameOf(app.state.peers[peer])} ${app.state.peers[peer]?.userName ?? ''}`.toLocaleLowerCase().includes(words))
  })

  return (
    <Show when={!blocked()} fallback={<Blocked onBack={() => setBlocked(false)} />}>
      <Panel
        title={t.shell.contacts.title}
        onBack={() => back()}
        actions={<IconButton icon="personAdd" look="accent" label={t.shell.contacts.add} onClick={() => setAdding(true)} />}
      >
        <Switch>
          <Match when={all().length === 0 && contacts.failed()}>{text => <Failed text={text()} onRetry={contacts.again} />}</Match>
          <Match when={all().length === 0 && contacts.value() === undefined}>
            <Loading />
          </Match>
          <Match when={all().length === 0}>
            <Empty icon="people" title={t.shell.contacts.empty} text={t.shell.contacts.emptyText}>
              <Button look="primary" icon="personAdd" onClick={() => setAdding(true)}>
                {t.shell.contacts.add}
              </Button>
            </Empty>
          </Match>
          <Match when={true}>
            <Show when={all().length > manyContacts}>
              <div class={css.filter}>
                <Field label={t.shell.contacts.filter} value={filter()} onText={setFilter} autocomplete="off" />
              </div>
            </Show>
            <Group>
              <For each={shown()} fallback={<Empty icon="search" title={t.shell.contacts.noMatch} />}>
                {peer => (
                  <PersonRow
                    peer={app.state.peers[peer]}
                    name={nameOf(app.state.peers[peer])}
                    note={app.state.peers[peer] && presenceOf(app.state.peers[peer], app.isOnline(peer))}
                    online={app.isOnline(peer)}
                    onPick={() => navigate({ kind: 'conversation', peer })}
                  />
                )}
              </For>
            </Group>
          </Match>
        </Switch>
        <Group>
          <Row icon="block" title={t.shell.contacts.blockedTitle} leads onPick={() => setBlocked(true)} />
        </Group>
        <Show when={adding()}>
          <AddContact onClose={() => setAdding(false)} />
        </Show>
      </Panel>
    </Show>
  )
}
