import { createSignal } from 'solid-js'
import { previewOf } from '../list/preview'
import { useTalk } from './talk'
import { senderOf } from './words'

const FRESH_SECONDS = 60

/** Reads aloud what has just come, once; what is loaded while scrolling is not new. */
export function Announcer() {
  const talk = useTalk()
  const [said, say] = createSignal('')
  let announced = 0
  talk.app.on('history', event => {
    if (event.peer !== talk.peer) return
    const since = Date.now() / 1000 - FRESH_SECONDS
    const last = event.messages.findLast(it => !it.out && it.id > announced && it.date > since)
    if (!last) return
    announced = last.id
    say(`${senderOf(talk.app, last)}: ${previewOf(last)}`)
  })
  return (
    <div class="sr-only" aria-live="polite" role="status">
      {said()}
    </div>
  )
}
