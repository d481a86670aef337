import { createSignal, Show } from 'solid-js'
import { Button, IconButton } from '../base/Button'
import { screen } from '../base/Screen'
import { tell } from '../errors'
import { chatActions } from '../list/actions'
import { coarse } from '../media'
import { nameOf } from '../names'
import { t } from '../text'
import css from './StrangerBar.module.css'
import { useTalk } from './talk'

const EditContact = screen(async () => (await import('../contacts/EditContact')).EditContact)

/** Says that somebody is not among the contacts, and what can be done about them, until that is not wanted any more. */
export function StrangerBar() {
  const { app, peer, person, dialog, compose } = useTalk()
  const [adding, setAdding] = createSignal(false)
  const stranger = () => (dialog()?.stranger && !person()?.isContact && !person()?.deleted ? person() : undefined)
  /** What was pressed may be gone. */
  const goOn = () => !coarse() && compose.focus()

  return (
    <>
      <Show when={stranger()}>
        {who => (
          <div class={css.bar} role="group" aria-label={t.talk.stranger.label}>
            <p class={css.text}>{t.talk.stranger.text(nameOf(who()))}</p>
            <div class={css.buttons}>
              <Button onClick={() => setAdding(true)}>{t.shell.profile.addContact}</Button>
              <Button look="danger" onClick={() => void chatActions(app, peer).toggleBlocked()}>
                {t.shell.profile.block}
              </Button>
            </div>
            <IconButton
              icon="close"
              label={t.talk.stranger.hide}
              onClick={() => {
                void tell(app.api.hideStranger({ peer }))
                goOn()
              }}
            />
          </div>
        )}
      </Show>
      <Show when={adding() && person()}>
        {who => (
          <EditContact
            person={who()}
            onClose={() => {
              setAdding(false)
              goOn()
            }}
          />
        )}
      </Show>
    </>
  )
}
