import { createSignal, Match, Show, Switch } from 'solid-js'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Field } from '../base/Field'
import { screen } from '../base/Screen'
import { toast } from '../base/Toast'
import { copy } from '../clipboard'
import { errorOf, wordsOf } from '../errors'
import { linkOf, nameOf } from '../names'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import css from './Contacts.module.css'

const QrCode = screen(async () => (await import('../login/QrCode')).QrCode)

/** Finds somebody by number or by user name, or gives one's own link away. An invitation gives a number, so that comes first. */
export function AddContact(props: { onClose: () => void }) {
  const app = useApp()
  const [way, setWay] = createSignal<'number' | 'name' | 'invite'>('number')
  const [number, setNumber] = createSignal('')
  const [first, setFirst] = createSignal('')
  const [last, setLast] = createSignal('')
  const [userName, setUserName] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  const own = () => app.state.peers[app.self()]?.userName
  const ready = () => (way() === 'number' ? /\d{5}/.test(number().replace(/\D/g, '')) && first().trim() !== '' : /^@?\w{3,32}$/.test(userName().trim()))

  const find = async () => {
    if (!ready() || busy()) return
    setBusy(true)
    setFailed(undefined)
    try {
      if (way() === 'number') {
        const peer = await app.api.addContact({ by: { number: number().replace(/\D/g, '') }, firstName: first().trim(), lastName: last().trim(), shareNumber: false })
        toast(t.shell.contacts.added(`${first()} ${last()}`.trim()))
        props.onClose()
        navigate({ kind: 'conversation', peer })
      } else {
        const peer = await app.api.resolveUserName({ userName: userName().trim().replace(/^@/, '') })
        const person = app.state.peers[peer]
        if (person && !person.isContact && !person.isSelf) {
          await app.api.addContact({ by: { peer }, firstName: person.firstName, lastName: person.lastName, shareNumber: false })
          toast(t.shell.contacts.added(nameOf(person)))
        }
        props.onClose()
        navigate({ kind: 'conversation', peer })
      }
    } catch (thrown) {
      const code = errorOf(thrown).code
      if (way() === 'number' && code === 'NOT_FOUND') setFailed(t.shell.contacts.notFoundNumber)
      else setFailed(code.startsWith('USERNAME_') ? t.shell.find.noUser(userName().replace(/^@/, '')) : wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      title={t.shell.contacts.add}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.start.close}</Button>
          <Show
            when={way() !== 'invite'}
            fallback={
              <Show when={own()}>
                {name => (
                  <Button look="primary" icon="copy" onClick={() => void copy(linkOf(name()), t.shell.copied)}>
                    {t.shell.list.shareLink}
                  </Button>
                )}
              </Show>
            }
          >
            <Button look="primary" busy={busy()} disabled={!ready()} onClick={() => void find()}>
              {t.shell.contacts.add}
            </Button>
          </Show>
        </>
      }
    >
      <div class={css.ways} role="group" aria-label={t.shell.contacts.add}>
        {(['number', 'name', 'invite'] as const).map(one => (
          <button
            type="button"
            class={css.way}
            aria-pressed={way() === one}
            onClick={() => {
              setWay(one)
              setFailed(undefined)
            }}
          >
            {one === 'name' ? t.shell.contacts.byName : one === 'number' ? t.shell.contacts.byNumber : t.shell.contacts.byInvite}
          </button>
        ))}
      </div>
      <form
        class={css.form}
        onSubmit={event => {
          event.preventDefault()
          void find()
        }}
      >
        <Switch>
          <Match when={way() === 'name'}>
            <Field label={t.shell.contacts.byName} lead="@" value={userName()} onText={setUserName} error={failed()} maxlength="33" autocomplete="off" autocapitalize="none" spellcheck={false} dir="ltr" autofocus />
          </Match>
          <Match when={way() === 'number'}>
            <Field label={t.start.number} placeholder={t.start.numberPlaceholder} type="tel" value={number()} onText={setNumber} error={failed()} maxlength="32" autocomplete="off" dir="ltr" autofocus />
            <Field label={t.shell.settings.firstName} value={first()} onText={setFirst} maxlength="64" autocomplete="off" dir="auto" />
            <Field label={t.shell.settings.lastName} value={last()} onText={setLast} maxlength="64" autocomplete="off" dir="auto" />
          </Match>
          <Match when={way() === 'invite'}>
            <p>{t.shell.contacts.inviteText}</p>
            <Show
              when={own()}
              fallback={
                <>
                  <p>{t.shell.contacts.inviteNoName}</p>
                  <Button
                    icon="at"
                    onClick={() => {
                      props.onClose()
                      navigate({ kind: 'settings', section: 'username' })
                    }}
                  >
                    {t.shell.list.chooseUserName}
                  </Button>
                </>
              }
            >
              {name => (
                <>
                  <bdi class={css.link}>{linkOf(name())}</bdi>
                  <div class={css.qr}>
                    <QrCode text={linkOf(name())} label={linkOf(name())} />
                  </div>
                </>
              )}
            </Show>
          </Match>
        </Switch>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
