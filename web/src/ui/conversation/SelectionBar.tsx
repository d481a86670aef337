import { Button, IconButton } from '../base/Button'
import { t } from '../text'
import { copyMessages, deleteMessages } from './messageMenu'
import { NONE } from './selection'
import css from './SelectionBar.module.css'
import { useTalk } from './talk'

/** Stands in the place of the header while messages are marked. */
export function SelectionBar() {
  const talk = useTalk()
  const end = () => talk.select(NONE)
  const copy = async () => {
    await copyMessages(talk.marked(), talk)
    end()
  }
  const forward = () => talk.forward(talk.marked().filter(it => it.id !== 0))
  const remove = async () => {
    if (await deleteMessages(talk, talk.marked())) end()
  }
  return (
    <div class={css.bar} role="toolbar" aria-label={t.talk.selected(talk.selection().keys.size)}>
      <IconButton icon="close" label={t.talk.endSelecting} onClick={end} />
      <h1 class={css.count}>
        <span role="status">{t.talk.selected(talk.selection().keys.size)}</span>
      </h1>
      <Button icon="copy" onClick={() => void copy()}>
        {t.talk.menu.copy}
      </Button>
      <Button icon="forward" onClick={forward}>
        {t.talk.menu.forward}
      </Button>
      <Button icon="trash" look="danger" onClick={() => void remove()}>
        {t.talk.menu.delete}
      </Button>
    </div>
  )
}
