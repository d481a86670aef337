import { Show } from 'solid-js'
import { version } from '../../../package.json'
import { Group, Panel } from '../base/Panel'
import { Mark } from '../base/Mark'
import { Row } from '../base/Row'
import { install, installable } from '../frame/install'
import { t } from '../text'
import css from './Settings.module.css'

export function AboutApp(props: { onBack: () => void }) {
  return (
    <Panel title={t.shell.settings.about_} onBack={props.onBack}>
      <div class={css.about}>
        <Mark />
        <h2>{t.start.appName}</h2>
        <p class={css.quiet}>{t.shell.about.version(version)}</p>
        <p class={css.aboutText}>{t.shell.about.text}</p>
        <p class={css.aboutText}>{t.shell.about.licence}</p>
      </div>
      <Group title={t.shell.about.server}>
        <div class={css.device}>
          <bdi>{location.host}</bdi>
        </div>
      </Group>
      <Show when={installable()}>
        <Group note={t.shell.about.installHint}>
          <Row icon="plus" title={t.shell.about.install} onPick={() => void install()} />
        </Group>
      </Show>
    </Panel>
  )
}
