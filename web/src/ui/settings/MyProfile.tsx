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
import { BirthdayField, chosenOf, isWhole, toldOf } from './BirthdayField'
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
  const [birthday, setBirthday] = createSignal(chosenOf(undefined))
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  createEffect(
    on(profile.value, value => {
      if (!value) return
      setAbout(value.about)
      setBirthday(chosenOf(value.birthday))
    }),
  )

  const otherWords = () => first().trim() !== me()?.firstName || last().trim() !== me()?.lastName || about().trim() !== profile.value()?.about
  const otherDay = () => {
    const [now, was] = [birthday(), chosenOf(profile.value()?.birthday)]
    return now.day !== was.day || now.month !== was.month || now.year !== was.year
  }
  const complete = () => first().trim() !== '' && left() >= 0 && isWhole(birthday())
  const left = () => aboutLimit - [...about()].length

  const save = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      const said = { firstName: first().trim(), lastName: last().trim(), about: about().trim() }
      const born = toldOf(birthday())
      if (otherWords()) await app.api.updateProfile(said)
      if (otherDay()) await app.api.setBirthday({ birthday: born })
      const { birthday: _, ...rest } = profile.value()!
      profile.change({ ...rest, about: said.about, ...(born && { birthday: born }) })
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
            <BirthdayField value={birthday()} onChoose={setBirthday} />
            <Button type="submit" look="primary" busy={busy()} disabled={!(otherWords() || otherDay()) || !complete()}>
              {t.shell.save}
            </Button>
          </form>
        </Show>
      </Show>
    </Panel>
  )
}
