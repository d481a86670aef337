import { For } from 'solid-js'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import { prefer, preferences } from '../preferences'
import { languages, speak, t, type Language } from '../text'

export function LanguageChoice(props: { onBack: () => void }) {
  const choose = async (language: Language) => {
    try {
      await speak(language)
      prefer({ language })
    } catch {
      toast(wordsOf({ code: 'OFFLINE' }))
    }
  }
  return (
    <Panel title={t.shell.settings.language} onBack={props.onBack}>
      <Group>
        <For each={Object.keys(languages) as Language[]}>
          {one => <Row title={languages[one]} checked={preferences.language === one} onPick={() => void choose(one)} />}
        </For>
      </Group>
    </Panel>
  )
}
