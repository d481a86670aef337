import { createEffect, createSignal, on, Show } from 'solid-js'
import { Avatar } from '../base/Avatar'
import { Button } from '../base/Button'
import { Failed, Loading } from '../base/Empty'
import { Field } from '../base/Field'
import { load } from '../base/loaded'
import { Panel } from '../base/Panel'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import { useApp } from '../state'
import { t } from '../text'
import css from './Settings.module.css'

const aboutLimit = 70

/** What others see of oneself: a name, some words, and the round picture made of the name. */
export function MyProfile(props: { onBack: () => void }) {
  const app = useApp()
  const me = () => app.state.peers[app.self()]
  const profile = load(() => app.api.profile({ peer: app.self() }))
  const [first, setFirst] = createSignal(me()?.firstName ?? '')
  const [last, setLast] = createSignal(me()?.lastName ?? '')
  const [about, setAbout] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  createEffect(on(profile.value, value => value && setAbout(value.about)))

  const changed = () => first().trim() !== me()?.firstName || last().trim() !== me()?.lastName || about().trim() !== profile.value()?.about
  const left = () => aboutLimit - [...about()].length

  const save = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      await app.api.updateProfile({ firstName: first().trim(), lastName: last().trim(), about: about().trim() })
      const was = profile.value()
      if (was) profile.change({ ...was, about: about().trim() })
      toast(t.shell.saved)
    } catch (thrown) {
      setFailed(wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Panel title={t.shell.settings.profile} onBack={props.onBack}>
      <Show when={!profile.failed()} fallback={<Failed text={profile.failed()!} onRetry={profile.again} />}>
        <Show when={profile.value()} fallback={<Loading />}>
          <div class={css.picture}>
            <Avatar peer={me() && { ...me()!, firstName: first(), lastName: last() }} size="large" />
            <p class={css.hint}>{t.shell.settings.profileHint}</p>
          </div>
          <form
            class={css.form}
            onSubmit={event => {
              event.preventDefault()
              void save()
            }}
          >
            <Field label={t.shell.settings.firstName} value={first()} onText={setFirst} error={failed()} maxlength="64" dir="auto" autocomplete="given-name" required />
            <Field label={t.shell.settings.lastName} value={last()} onText={setLast} maxlength="64" dir="auto" autocomplete="family-name" />
            <Field label={t.shell.settings.about} hint={t.shell.settings.aboutHint(Math.max(0, left()))} value={about()} onText={setAbout} maxlength={aboutLimit} dir="auto" autocomplete="off" />
            <Button type="submit" look="primary" busy={busy()} disabled={!changed() || first().trim() === '' || left() < 0}>
              {t.shell.save}
            </Button>
          </form>
        </Show>
      </Show>
    </Panel>
  )
}
