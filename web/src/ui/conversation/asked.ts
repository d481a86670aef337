import { createSignal } from 'solid-js'
import type { PeerId } from '../../model/peer'

/** A search in a conversation that another screen asked for; the conversation takes it when it is shown. */
const [asked, setAsked] = createSignal<{ peer: PeerId; text: string }>()

export { asked as searchAsked }

export const searchIn = (peer: PeerId, text = ''): void => void setAsked({ peer, text })
export const searchTaken = (): void => void setAsked(undefined)
