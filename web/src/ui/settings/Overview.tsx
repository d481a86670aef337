import { Show } from 'solid-js'
import { numberOf } from '../../model/peer'
import { Avatar } from '../base/Avatar'
import { ask } from '../base/Dialog'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { tell } from '../errors'
import { showKeys } from '../frame/Keys'
import { coarse } from '../media'
import { nameOf } from '../names'
import { navigate, type SettingsSection } from '../route'
import { useApp } from '../state'
import { languages, t } from '../text'
import { preferences } from '../preferences'
import css from './Settings.module.css'

export function Overview(props: { onBack: () => void }) {
  const app = useApp()
  const me = () => app.state.peers[app.self()]
  const go = (section: SettingsSection) => () => navigate({ kind: 'settings', section })
  const logOut = async () => {
    const answer = await ask({ title: t.shell.settings.logOutTitle, text: t.shell.settings.logOutText, yes: t.shell.settings.logOut, danger: true })
    if (answer) await tell(app.api.logOut())
  }
  return (
    <Panel title={t.shell.settings.title} onBack={props.onBack}>
      <button type="button" class={css.me} onClick={go('profile')}>
        <Avatar peer={me()} />
        <span class={css.words}>
          <bdi class={css.name}>{nameOf(me())}</bdi>
          <Show when={me()?.number}>{number => <bdi class={css.quiet}>{numberOf(number())}</bdi>}</Show>
        </span>
      </button>
      <Group>
        <Row icon="person" title={t.shell.settings.profile} leads onPick={go('profile')} />
        <Row icon="at" title={t.shell.settings.userName} value={me()?.userName && `@${me()!.userName}`} leads onPick={go('username')} />
      </Group>
      <Group>
        <Row icon="lock" title={t.shell.settings.privacy} leads onPick={go('privacy')} />
        <Row icon="devices" title={t.shell.settings.devices} leads onPick={go('devices')} />
        <Row icon="bell" title={t.shell.settings.notifications} leads onPick={go('notifications')} />
      </Group>
      <Group>
        <Row icon="palette" title={t.shell.settings.appearance} leads onPick={go('appearance')} />
        <Row icon="globe" title={t.shell.settings.language} value={languages[preferences.language]} leads onPick={go('language')} />
        <Row icon="storage" title={t.shell.settings.storage} leads onPick={go('storage')} />
      </Group>
      <Group>
        <Show when={!coarse()}>
          <Row icon="keyboard" title={t.shell.settings.keyboard} onPick={showKeys} />
        </Show>
        <Row icon="info" title={t.shell.settings.about_} leads onPick={go('about')} />
        <Row icon="logout" danger title={t.shell.settings.logOut} onPick={() => void logOut()} />
      </Group>
    </Panel>
  )
}
