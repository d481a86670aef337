import { createSignal } from 'solid-js'
import { toast } from '../base/Toast'
import { previewOf } from '../list/preview'
import { now } from '../text/dates'
import { useTalk } from './talk'
import { senderOf, stateOf } from './words'

const FRESH_SECONDS = 60

/** Reads aloud what has just come, once, and says what could not be sent; what is loaded while scrolling is not new. */
export function Announcer() {
  const talk = useTalk()
  const [said, say] = createSignal('')
  let announced = 0
  talk.app.on('history', event => {
    if (event.peer !== talk.peer) return
    const failed = event.messages.find(it => it.delivery.state === 'failed')
    if (failed) toast(stateOf(failed, false))
    const since = now() - FRESH_SECONDS
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
