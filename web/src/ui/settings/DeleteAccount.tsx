import { createSignal } from 'solid-js'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Field } from '../base/Field'
import { tell } from '../errors'
import { useApp } from '../state'
import { t } from '../text'
import css from './Settings.module.css'

/** Not to be done by a slip: a word has to be typed. */
export function DeleteAccount(props: { onClose: () => void }) {
  const { api } = useApp()
  const [typed, setTyped] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const ready = () => typed().trim() === t.shell.account.deleteWord
  const go = async () => {
    setBusy(true)
    await tell(api.deleteAccount({ reason: '' }))
    setBusy(false)
    props.onClose()
  }
  return (
    <Dialog
      title={t.shell.account.deleteTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.start.cancel}</Button>
          <Button look="danger" busy={busy()} disabled={!ready()} onClick={() => void go()}>
            {t.shell.account.deleteYes}
          </Button>
        </>
      }
    >
      <div class={css.formEnd}>
        <p>{t.shell.account.deleteText}</p>
        <Field label={t.shell.account.deleteType(t.shell.account.deleteWord)} value={typed()} onText={setTyped} autocomplete="off" autocapitalize="characters" spellcheck={false} />
      </div>
    </Dialog>
  )
}
