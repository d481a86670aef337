import { createSignal } from 'solid-js'
import type { Peer } from '../../model/peer'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Field } from '../base/Field'
import { Switch } from '../base/Switch'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import { nameOf } from '../names'
import { useApp } from '../state'
import { t } from '../text'
import css from './Contacts.module.css'

/** What somebody is called among one's own contacts; adds them if they are not there yet. */
export function EditContact(props: { person: Peer; onClose: () => void }) {
  const { api } = useApp()
  const [first, setFirst] = createSignal(props.person.firstName)
  const [last, setLast] = createSignal(props.person.lastName)
  const [share, setShare] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  const isNew = !props.person.isContact

  const save = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      await api.addContact({ by: { peer: props.person.id }, firstName: first().trim(), lastName: last().trim(), shareNumber: share() })
      if (isNew) toast(t.shell.contacts.added(`${first()} ${last()}`.trim()))
      props.onClose()
    } catch (thrown) {
      setFailed(wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={isNew ? t.shell.profile.addContact : t.shell.profile.editContact}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.start.cancel}</Button>
          <Button look="primary" busy={busy()} disabled={first().trim() === ''} onClick={() => void save()}>
            {t.shell.save}
          </Button>
        </>
      }
    >
      <form
        class={css.form}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t.shell.settings.firstName} value={first()} onText={setFirst} error={failed()} maxlength="64" dir="auto" autocomplete="off" required />
        <Field label={t.shell.settings.lastName} value={last()} onText={setLast} maxlength="64" dir="auto" autocomplete="off" />
        <Switch label={t.shell.profile.shareNumber(nameOf(props.person))} on={share()} onChange={setShare} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
