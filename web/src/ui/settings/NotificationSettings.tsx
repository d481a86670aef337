import { createSignal, onMount } from 'solid-js'
import { forever } from '../../model/peer'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { Switch } from '../base/Switch'
import { tell } from '../errors'
import { chime } from '../notices/sound'
import { changeStandardNotify, loadStandardNotify, standardNotify } from '../notices/standard'
import { prefer, preferences } from '../preferences'
import { useApp } from '../state'
import { t } from '../text'
import { now } from '../text/dates'

const supported = typeof Notification !== 'undefined'

export function NotificationSettings(props: { onBack: () => void }) {
  const app = useApp()
  const [denied, setDenied] = createSignal(supported && Notification.permission === 'denied')
  onMount(() => void tell(loadStandardNotify(app)))

  const show = async (wanted: boolean) => {
    if (wanted && Notification.permission !== 'granted') {
      const answer = await Notification.requestPermission()
      setDenied(answer === 'denied')
      if (answer !== 'granted') return prefer({ notifications: false })
    }
    prefer({ notifications: wanted })
  }

  return (
    <Panel title={t.shell.settings.notifications} onBack={props.onBack}>
      <Group note={!supported ? t.shell.notifications.unsupported : denied() ? t.shell.notifications.denied : undefined}>
        <Switch
          label={t.shell.notifications.show}
          hint={t.shell.notifications.showHint}
          on={preferences.notifications && supported && !denied()}
          disabled={!supported || denied()}
          onChange={show}
        />
        <Switch label={t.shell.notifications.sounds} on={preferences.sounds} onChange={sounds => prefer({ sounds })} />
        <Row icon="sound" title={t.shell.notifications.tryIt} onPick={chime} />
      </Group>
      <Group>
        <Switch
          label={t.shell.notifications.people}
          hint={t.shell.notifications.peopleHint}
          on={(standardNotify().muteUntil ?? 0) <= now()}
          onChange={on => tell(changeStandardNotify(app, { ...standardNotify(), muteUntil: on ? 0 : forever }))}
        />
        <Switch
          label={t.shell.notifications.previews}
          hint={t.shell.notifications.previewsHint}
          on={standardNotify().showPreviews ?? true}
          onChange={showPreviews => tell(changeStandardNotify(app, { ...standardNotify(), showPreviews }))}
        />
      </Group>
    </Panel>
  )
}
