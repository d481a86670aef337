import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { forever, numberOf, type PeerId } from '../../model/peer'
import { Avatar } from '../base/Avatar'
import { Button } from '../base/Button'
import { ask } from '../base/Dialog'
import { Loading } from '../base/Empty'
import { showMenu } from '../base/Menu'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { Switch as Toggle } from '../base/Switch'
import { copy } from '../clipboard'
import { EditContact } from '../contacts/EditContact'
import { searchIn } from '../conversation/asked'
import { tell, wordsOf } from '../errors'
import { chatActions } from '../list/actions'
import { isMuted } from '../list/preview'
import { linkOf, nameOf, presenceOf, titleOf } from '../names'
import { standardNotify } from '../notices/standard'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { birthdayOf, momentOf, now } from '../text/dates'
import css from './Profile.module.css'

const hour = 3_600

/** Who somebody is, and what there is to do about them. */
export function Profile(props: { peer: PeerId; onClose: () => void }) {
  const app = useApp()
  const [failed, setFailed] = createSignal<string>()
  const [editing, setEditing] = createSignal(false)
  const person = () => app.state.peers[props.peer]
  const profile = () => app.state.profiles[props.peer]
  const muteUntil = () => profile()?.notify.muteUntil ?? app.state.dialogs[props.peer]?.notify.muteUntil
  const muted = () => isMuted(muteUntil(), standardNotify().muteUntil, now())

  const load = async () => {
    setFailed(undefined)
    try {
      await app.api.profile({ peer: props.peer })
    } catch (thrown) {
      setFailed(wordsOf(thrown))
    }
  }
  createEffect(on(() => props.peer, () => void load()))

  const mute = (seconds: number) =>
    tell(app.api.setNotify({ peer: props.peer, settings: { ...profile()?.notify, muteUntil: seconds === forever ? forever : seconds && now() + seconds } }))
  const chooseMute = (place: Element) =>
    showMenu(place, t.shell.profile.muteFor, [
      { label: t.shell.profile.hour, icon: 'clock', pick: () => void mute(hour) },
      { label: t.shell.profile.hours8, icon: 'clock', pick: () => void mute(8 * hour) },
      { label: t.shell.profile.days2, icon: 'clock', pick: () => void mute(48 * hour) },
      { label: t.shell.profile.forever, icon: 'mute', pick: () => void mute(forever) },
    ])

  const deleteContact = async () => {
    const answer = await ask({
      title: t.shell.profile.deleteContactTitle(nameOf(person())),
      text: t.shell.profile.deleteContactText,
      yes: t.shell.profile.deleteContact,
      danger: true,
    })
    if (answer) await tell(app.api.deleteContact({ peer: props.peer }))
  }

  return (
    <Panel title={t.shell.profile.label} onClose={props.onClose}>
      <div class={css.head}>
        <Avatar peer={person()} size="large" saved={person()?.isSelf ?? false} />
        <h2 class={css.name}>
          <bdi>{titleOf(person())}</bdi>
        </h2>
        <p class={css.presence} classList={{ [css.online!]: app.isOnline(props.peer) }}>
          <Switch fallback={person() && presenceOf(person()!, app.isOnline(props.peer))}>
            <Match when={person()?.isSelf}>{t.shell.profile.savedText}</Match>
            <Match when={person()?.isService}>{t.shell.profile.serviceText}</Match>
            <Match when={profile()?.blocked}>{t.shell.profile.blocked}</Match>
          </Switch>
        </p>
        <div class={css.actions}>
          <Button icon="message" onClick={() => props.onClose()}>
            {t.shell.profile.message}
          </Button>
          <Button
            icon="search"
            onClick={() => {
              props.onClose()
              searchIn(props.peer)
            }}
          >
            {t.shell.search}
          </Button>
        </div>
      </div>

      <Show when={failed()}>
        <p class={css.failed} role="alert">
          {failed()}
          <Button onClick={() => void load()}>{t.start.retry}</Button>
        </p>
      </Show>

      <Show when={person()}>
        {who => (
          <Show when={!who().isSelf} fallback={<Button wide icon="pencil" onClick={() => navigate({ kind: 'settings', section: 'profile' })}>{t.shell.settings.profile}</Button>}>
            <Show when={who().userName || who().number || profile()?.about || profile()?.birthday || !profile()}>
              <Group>
                <Show when={profile() || failed()} fallback={<Loading />}>
                  <Show when={profile()?.about}>{about => <Fact label={t.shell.profile.about} text={about()} />}</Show>
                  <Show when={who().userName}>
                    {name => (
                      <>
                        <Row icon="at" title={`@${name()}`} note={t.shell.profile.userName} onPick={() => void copy(`@${name()}`, t.shell.copied)} />
                        <Row icon="link" title={linkOf(name())} note={t.shell.profile.userNameLink} onPick={() => void copy(linkOf(name()), t.shell.copied)} />
                      </>
                    )}
                  </Show>
                  <Show when={who().number}>
                    {number => <Row icon="phone" title={numberOf(number())} note={t.shell.profile.number} onPick={() => void copy(numberOf(number()), t.shell.copied)} />}
                  </Show>
                  <Show when={profile()?.birthday}>{day => <Fact label={t.shell.profile.birthday} text={birthdayOf(day())} />}</Show>
                </Show>
              </Group>
            </Show>
            <Group>
              <Toggle
                label={t.shell.profile.notifications}
                {...(muted() && { hint: (muteUntil() ?? 0) > 0 && (muteUntil() ?? 0) < forever ? t.shell.profile.mutedUntil(momentOf(muteUntil()!)) : t.shell.profile.muted })}
                on={!muted()}
                onChange={wanted => void mute(wanted ? 0 : forever)}
              />
              <button type="button" class={css.muteFor} aria-haspopup="menu" onClick={event => chooseMute(event.currentTarget)}>
                {t.shell.profile.muteFor}…
              </button>
            </Group>
            <Group>
              <Show when={!who().isService && !who().deleted}>
                <Row
                  icon={who().isContact ? 'pencil' : 'personAdd'}
                  title={who().isContact ? t.shell.profile.editContact : t.shell.profile.addContact}
                  onPick={() => setEditing(true)}
                />
                <Show when={who().isContact}>
                  <Row icon="trash" title={t.shell.profile.deleteContact} onPick={() => void deleteContact()} />
                </Show>
                <Row icon="block" danger title={profile()?.blocked ? t.shell.profile.unblock : t.shell.profile.block} onPick={() => void chatActions(app, props.peer).toggleBlocked()} />
              </Show>
              <Show when={app.state.dialogs[props.peer]}>
                <Row icon="trash" danger title={t.shell.chat.delete} onPick={() => void chatActions(app, props.peer).delete()} />
              </Show>
            </Group>
            <Show when={editing()}>
              <EditContact person={who()} onClose={() => setEditing(false)} />
            </Show>
          </Show>
        )}
      </Show>
    </Panel>
  )
}

function Fact(props: { label: string; text: string }) {
  return (
    <div class={css.fact}>
      <p class={css.factText}>
        <bdi>{props.text}</bdi>
      </p>
      <small class={css.factLabel}>{props.label}</small>
    </div>
  )
}
