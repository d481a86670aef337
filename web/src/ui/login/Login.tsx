import { createEffect, createSignal, ErrorBoundary, lazy, Match, onCleanup, Show, Suspense, Switch } from 'solid-js'
import { Button } from '../base/Button'
import { Mark } from '../base/Mark'
import { Spinner } from '../base/Spinner'
import { connected } from '../media'
import { prefer, preferences } from '../preferences'
import { navigate, route } from '../route'
import { useApp } from '../state'
import { languages, speak, t, type Language } from '../text'
import { AskCode } from './AskCode'
import { AskInvited } from './AskInvited'
import { AskName } from './AskName'
import { AskNumber } from './AskNumber'
import { KeyChanged } from './KeyChanged'
import { keepInvitation, keptInvitation } from './invitation'
import { createSigningIn } from './signingIn'
import css from './Login.module.css'

const Qr = lazy(() => import('./Qr'))

/** The page of somebody who is not in. */
export function Login() {
  const { state } = useApp()
  const changed = () => state.session.kind === 'out' && state.session.why === 'keyChanged'
  return (
    <Show when={!changed()} fallback={<KeyChanged />}>
      <Doors />
    </Show>
  )
}

function Doors() {
  const app = useApp()
  const signing = createSigningIn(app)
  const [byQr, setByQr] = createSignal(false)

  const kept = keptInvitation()
  if (kept) signing.offer(kept)
  createEffect(() => {
    const to = route()
    if (to.kind !== 'invite') return
    // The code has done its work once it is read: it should not lie about in the history of the browser.
    navigate({ kind: 'list' }, { replace: true })
    setByQr(false)
    signing.offer(to)
  })
  createEffect(() => keepInvitation(signing.invitation()))
  onCleanup(() => keepInvitation(undefined))

  const note = () => {
    const session = app.state.session
    return session.kind === 'out' && session.why === 'ended' ? t.start.ended : session.kind === 'out' && session.why === 'left' ? t.start.left : undefined
  }

  return (
    <main class={css.page}>
      <div class={css.card}>
        <header class={css.head}>
          <Mark />
          <h1 class={css.name}>{t.start.appName}</h1>
          <p class={css.tagline}>{signing.step() === 'invited' ? t.start.invited : t.start.tagline}</p>
        </header>
        <Show when={note()}>
          <p class={css.note} role="status">
            {note()}
          </p>
        </Show>
        <Show when={!window.isSecureContext}>
          <div class={css.warning} role="note">
            <b>{t.start.insecureTitle}</b>
            <p>{t.start.insecureText(location.host)}</p>
          </div>
        </Show>
        <Switch>
          <Match when={byQr()}>
            <ErrorBoundary
              fallback={(_, again) => (
                <p class={css.under}>
                  <Button look="primary" icon="update" onClick={again}>
                    {t.start.retry}
                  </Button>
                  <Button onClick={() => setByQr(false)}>{t.start.byNumber}</Button>
                </p>
              )}
            >
              <Suspense fallback={<Spinner />}>
                <Qr onBack={() => setByQr(false)} />
              </Suspense>
            </ErrorBoundary>
          </Match>
          <Match when={signing.step() === 'invited'}>
            <AskInvited signing={signing} />
          </Match>
          <Match when={signing.step() === 'number'}>
            <AskNumber signing={signing} />
            <p class={css.or}>
              <Button wide icon="qr" onClick={() => setByQr(true)}>
                {t.start.byQr}
              </Button>
            </p>
          </Match>
          <Match when={signing.step() === 'code'}>
            <AskCode signing={signing} />
          </Match>
          <Match when={signing.step() === 'name'}>
            <AskName signing={signing} />
          </Match>
        </Switch>
        <Line />
      </div>
      <LanguageChoice />
    </main>
  )
}

/** The line to the server, once it is worth a word. */
function Line() {
  const { state } = useApp()
  const words = () => (!connected() ? t.start.offline : state.link.kind === 'waiting' ? t.start.unreachable : state.link.kind === 'connecting' ? t.start.connecting : undefined)
  return (
    <p class={css.line} role="status" data-kind={connected() ? state.link.kind : 'waiting'}>
      {words()}
    </p>
  )
}

function LanguageChoice() {
  const choose = async (language: Language) => {
    await speak(language)
    prefer({ language })
  }
  return (
    <footer class={css.languages} role="group" aria-label={t.start.language}>
      {(Object.keys(languages) as Language[]).map(one => (
        <button type="button" class={css.language} lang={one} aria-pressed={preferences.language === one} onClick={() => void choose(one)}>
          {languages[one]}
        </button>
      ))}
    </footer>
  )
}
