import { Show } from 'solid-js'
import { Avatar } from '../base/Avatar'
import { Button } from '../base/Button'
import { tell } from '../errors'
import { titleOf } from '../names'
import { t } from '../text'
import css from './Empty.module.css'
import { useTalk } from './talk'

const WAVE = '👋'

/** A conversation in which nothing has been said yet. */
export function Empty() {
  const talk = useTalk()
  const canWrite = () => !talk.person()?.deleted && !talk.person()?.isService
  return (
    <div class={css.empty}>
      <Avatar peer={talk.person()} size="large" saved={talk.isSaved()} />
      <h2 class={css.title}>
        <bdi>{titleOf(talk.person())}</bdi>
      </h2>
      <p class={css.text}>{talk.isSaved() ? t.talk.empty.saved : t.talk.empty.text}</p>
      <Show when={!talk.isSaved() && canWrite()}>
        <Button onClick={() => void tell(talk.compose.sendText(WAVE))}>
          {t.talk.empty.wave} {WAVE}
        </Button>
      </Show>
    </div>
  )
}
