import { For } from 'solid-js'
import { Group, Panel } from '../base/Panel'
import { Switch } from '../base/Switch'
import { accents, prefer, preferences, textSizes } from '../preferences'
import { t } from '../text'
import css from './Settings.module.css'

export function Appearance(props: { onBack: () => void }) {
  return (
    <Panel title={t.shell.settings.appearance} onBack={props.onBack}>
      <Group>
        <div class={css.sample} aria-hidden="true">
          <p class={css.bubble}>{t.shell.looks.sample}</p>
          <p class={css.bubble}>{t.shell.looks.sampleAnswer}</p>
        </div>
      </Group>
      <Group title={t.shell.looks.theme}>
        <Choice label={t.shell.looks.theme} values={['system', 'light', 'dark']} words={t.shell.looks} chosen={preferences.theme} onChoose={theme => prefer({ theme })} />
      </Group>
      <Group title={t.shell.looks.accent}>
        <div class={css.accents} role="radiogroup" aria-label={t.shell.looks.accent}>
          <For each={accents}>
            {one => (
              <button
                type="button"
                role="radio"
                class={css.accent}
                data-accent={one}
                aria-checked={preferences.accent === one}
                aria-label={t.shell.looks.accents[one]}
                title={t.shell.looks.accents[one]}
                onClick={() => prefer({ accent: one })}
              />
            )}
          </For>
        </div>
      </Group>
      <Group title={t.shell.looks.textSize}>
        <label class={css.size}>
          <span class="sr-only">{t.shell.looks.textSize}</span>
          <input
            type="range"
            min={textSizes.least}
            max={textSizes.most}
            step={textSizes.step}
            value={preferences.textSize}
            onChange={event => prefer({ textSize: event.currentTarget.valueAsNumber })}
          />
          <output>
            <bdi>{`${preferences.textSize} %`}</bdi>
          </output>
        </label>
      </Group>
      <Group title={t.shell.looks.density}>
        <Choice label={t.shell.looks.density} values={['cosy', 'compact']} words={t.shell.looks} chosen={preferences.density} onChoose={density => prefer({ density })} />
      </Group>
      <Group>
        <Switch label={t.shell.looks.enterSends} hint={t.shell.looks.enterSendsHint} on={preferences.enterSends} onChange={enterSends => prefer({ enterSends })} />
      </Group>
    </Panel>
  )
}

function Choice<T extends string>(props: { label: string; values: readonly T[]; words: Record<T, string>; chosen: T; onChoose: (value: T) => void }) {
  return (
    <div class={css.choices} role="radiogroup" aria-label={props.label}>
      <For each={props.values}>
        {value => (
          <button type="button" role="radio" class={css.choice} aria-checked={props.chosen === value} onClick={() => props.onChoose(value)}>
            {props.words[value]}
          </button>
        )}
      </For>
    </div>
  )
}
