import { createMemo } from 'solid-js'
import { IconButton } from '../base/Button'
import { tell } from '../errors'
import { previewOf } from '../list/preview'
import { quietly } from '../oneLine'
import { t } from '../text'
import css from './ModeBar.module.css'
import { Strip } from './Strip'
import { useTalk } from './talk'
import { senderOf } from './words'

/** What is replied to or edited, above what is written. */
export function ModeBar() {
  const talk = useTalk()
  const { compose } = talk
  const about = createMemo(() => {
    const now = compose.mode()
    if (now.kind === 'new') return undefined
    if (now.message) return now.message
    const origin = now.kind === 'reply' ? talk.origin(now.reply.id)() : undefined
    return origin?.kind === 'here' ? origin.message : undefined
  })
  const quote = () => {
    const now = compose.mode()
    return now.kind === 'reply' ? now.reply.quote : undefined
  }
  const isEdit = () => compose.mode().kind === 'edit'
  const name = () => {
    const message = about()
    return message ? senderOf(talk.app, message) : t.talk.somebody
  }
  const text = () => {
    const quoted = quote()
    const message = about()
    return quoted ? quietly(quoted) : message ? previewOf(message) : ''
  }
  return (
    <div class={css.bar}>
      <Strip
        title={isEdit() ? t.talk.write.editing : quote() ? t.talk.write.quoting(name()) : t.talk.write.replyingTo(name())}
        text={text()}
        onPress={() => about() && void tell(talk.history.jump(about()!.id))}
      />
      <IconButton icon="close" label={isEdit() ? t.talk.write.cancelEdit : t.talk.write.cancelReply} onClick={() => (compose.cancel(), compose.focus())} />
    </div>
  )
}
