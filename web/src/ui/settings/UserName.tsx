import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { Button } from '../base/Button'
import { Field } from '../base/Field'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { toast } from '../base/Toast'
import { copy } from '../clipboard'
import { errorOf, wordsOf } from '../errors'
import { linkOf } from '../names'
import { useApp } from '../state'
import { t } from '../text'
import { userNameFault } from './userNames'
import css from './Settings.module.css'

const pauseMillis = 350

/** The name by which others find one, and whether it is still free while it is typed. */
export function UserName(props: { onBack: () => void }) {
  const app = useApp()
  const own = () => app.state.peers[app.self()]?.userName ?? ''
  const [name, setName] = createSignal(own())
  const [free, setFree] = createSignal<boolean>()
  const [failed, setFailed] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)

  createEffect(
    on(name, typed => {
      setFree(undefined)
      setFailed(undefined)
      if (typed === own() || userNameFault(typed)) return
      let current = true
      const timer = setTimeout(async () => {
        try {
          const answer = await app.api.checkUserName({ userName: typed })
          if (current) setFree(answer)
        } catch (thrown) {
          if (current) setFailed(wordsOf(thrown))
        }
      }, pauseMillis)
      onCleanup(() => {
        current = false
        clearTimeout(timer)
      })
    }),
  )

  const error = () => {
    if (failed()) return failed()
    if (name() === own()) return undefined
    if (userNameFault(name()) === 'wrong') return t.shell.settings.userNameWrong
    return free() === false ? t.shell.settings.userNameTaken(name()) : undefined
  }
  const hint = () => {
    if (name() === own() || name() === '') return t.shell.settings.userNameHint
    if (userNameFault(name()) === 'short') return t.shell.settings.userNameShort
    return free() ? t.shell.settings.userNameFree(name()) : t.shell.settings.userNameChecking
  }

  const set = async (wanted: string) => {
    setBusy(true)
    setFailed(undefined)
    try {
      await app.api.setUserName({ userName: wanted })
      setName(wanted)
      toast(t.shell.saved)
    } catch (thrown) {
      const taken = errorOf(thrown).code === 'USERNAME_OCCUPIED'
      setFailed(taken ? t.shell.settings.userNameTaken(wanted) : wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Panel title={t.shell.settings.userName} onBack={props.onBack}>
      <form
        class={css.form}
        onSubmit={event => {
          event.preventDefault()
          void set(name())
        }}
      >
        <Field
          label={t.shell.settings.userName}
          lead="@"
          value={name()}
          onText={text => setName(text.replace(/^@/, '').trim())}
          error={error()}
          hint={hint()}
          maxlength="33"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <div class={css.formEnd}>
          <Button type="submit" look="primary" busy={busy()} disabled={!free()}>
            {t.shell.save}
          </Button>
          <Show when={own()}>
            <Button look="danger" disabled={busy()} onClick={() => void set('')}>
              {t.shell.settings.userNameRemove}
            </Button>
          </Show>
        </div>
      </form>
      <Show when={own()}>
        {current => (
          <Group title={t.shell.settings.userNameLink}>
            <Row icon="link" title={linkOf(current())} onPick={() => void copy(linkOf(current()), t.shell.copied)} />
          </Group>
        )}
      </Show>
    </Panel>
  )
}
