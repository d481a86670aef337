import { Match, Switch } from 'solid-js'
import { screen } from '../base/Screen'
import { back, navigate, type SettingsSection } from '../route'
import { AboutApp } from './AboutApp'
import { Appearance } from './Appearance'
import { Devices } from './Devices'
import { LanguageChoice } from './LanguageChoice'
import { MyProfile } from './MyProfile'
import { NotificationSettings } from './NotificationSettings'
import { Overview } from './Overview'
import { StorageUse } from './StorageUse'
import { UserName } from './UserName'

const PrivacySettings = screen(async () => (await import('./PrivacySettings')).PrivacySettings)

/** The settings: one list of sections, and each of them. */
export function Settings(props: { section: SettingsSection | undefined }) {
  const up = () => back({ kind: 'settings' })
  return (
    <Switch fallback={<Overview onBack={() => navigate({ kind: 'list' })} />}>
      <Match when={props.section === 'profile'}>
        <MyProfile onBack={up} />
      </Match>
      <Match when={props.section === 'username'}>
        <UserName onBack={up} />
      </Match>
      <Match when={props.section === 'privacy'}>
        <PrivacySettings onBack={up} />
      </Match>
      <Match when={props.section === 'devices'}>
        <Devices onBack={up} />
      </Match>
      <Match when={props.section === 'notifications'}>
        <NotificationSettings onBack={up} />
      </Match>
      <Match when={props.section === 'appearance'}>
        <Appearance onBack={up} />
      </Match>
      <Match when={props.section === 'language'}>
        <LanguageChoice onBack={up} />
      </Match>
      <Match when={props.section === 'storage'}>
        <StorageUse onBack={up} />
      </Match>
      <Match when={props.section === 'about'}>
        <AboutApp onBack={up} />
      </Match>
    </Switch>
  )
}
