import type { Message } from '../model/message'

/** A message that somebody wrote; with id 0, one that is not sent yet. */
export const message = (id: number, text = `${id}`, key = `u1/${id}`): Message => ({
  key,
  id,
  peer: 'u1',
  from: 'u1',
  out: false,
  date: id,
  content: { kind: 'text', text, entities: [] },
  silent: false,
  pinned: false,
  delivery: { state: 'sent' },
})
