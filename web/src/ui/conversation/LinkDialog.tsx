import { createSignal, Show } from 'solid-js'
import { destinationOf } from '../../model/links'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Field } from '../base/Field'
import { t } from '../text'
import type { Editor } from './editor'
import css from './LinkDialog.module.css'

/** Asks where the selected words should lead; with none selected, for the words as well. */
export function LinkDialog(props: { editor: Editor; onClose: () => void }) {
  const { editor } = props
  const { from, to } = editor.selection
  const old = editor.rich.entities.find(it => it.kind === 'link' && it.offset <= from && it.offset + it.length >= to)
  const stretch = old ? { from: old.offset, to: old.offset + old.length } : { from, to }
  const [address, setAddress] = createSignal(old?.kind === 'link' ? old.url : '')
  const [words, setWords] = createSignal(editor.rich.text.slice(stretch.from, stretch.to))
  const [wrong, setWrong] = createSignal(false)
  const set = (event: Event) => {
    event.preventDefault()
    const destination = destinationOf(address(), words())
    if (destination?.kind !== 'web' && destination?.kind !== 'mail') return setWrong(true)
    const text = words().trim() || address().trim()
    editor.put({ text, entities: [{ kind: 'link', url: destination.href, offset: 0, length: text.length }] }, stretch.from, stretch.to)
    props.onClose()
    return undefined
  }
  return (
    <Dialog
      title={t.talk.link.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.talk.cancel}</Button>
          <Button look="primary" disabled={address().trim() === ''} onClick={set}>
            {t.talk.link.set}
          </Button>
        </>
      }
    >
      <form class={css.form} onSubmit={set}>
        <Show when={stretch.from === stretch.to}>
          <Field label={t.talk.link.words} value={words()} onText={setWords} maxlength={256} />
        </Show>
        <Field label={t.talk.link.address} value={address()} onText={text => (setAddress(text), setWrong(false))} error={wrong() ? t.talk.link.wrong : undefined} inputmode="url" autocomplete="off" maxlength={2048} autofocus dir="ltr" />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
