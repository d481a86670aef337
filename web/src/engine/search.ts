import type { EngineApi } from './api'
import type { Cache } from './cache'
import type { History } from './history'
import type { Line } from './line'
import type { Talks } from './talks'

const PAGE = 30
const MAX_PINNED = 100

type SearchApi = Pick<EngineApi, 'searchMessages' | 'pinnedMessages'>

/** Finds messages, in one conversation or in all. */
export const searchApi = (cache: Cache, history: History, talks: Talks, line: Line): SearchApi => ({
  searchMessages: async ({ peer, text, fromDate = 0, toDate = 0, after }) => {
    const filter = { _: 'inputMessagesFilterEmpty' } as const
    const answer = peer
      ? await line.ask('messages.search', {
          peer: cache.inputPeer(peer),
          q: text,
          filter,
          minDate: fromDate,
          maxDate: toDate,
          offsetId: after?.id ?? 0,
          addOffset: 0,
          limit: PAGE,
          maxId: 0,
          minId: 0,
          hash: 0n,
        })
      : await line.ask('messages.searchGlobal', {
          q: text,
          filter,
          minDate: fromDate,
          maxDate: toDate,
          offsetRate: after?.date ?? 0,
          offsetPeer: after?.peer ? cache.inputPeer(after.peer) : { _: 'inputPeerEmpty' },
          offsetId: after?.id ?? 0,
          limit: PAGE,
        })
    const messages = history.read(answer).reverse()
    const last = messages.at(-1)
    if (answer._ === 'messages.messages' || !last) return { messages, total: messages.length }
    const next = { date: answer.nextRate ?? last.date, id: last.id, peer: last.peer }
    return { messages, total: answer.count, ...(messages.length < PAGE ? {} : { next }) }
  },

  pinnedMessages: async ({ peer }) => {
    if (!line.ready) return [...(await talks.load(peer)).byId.values()].filter((message) => message.pinned).sort((a, b) => a.id - b.id)
    const answer = await line.ask('messages.search', {
      peer: cache.inputPeer(peer),
      q: '',
      filter: { _: 'inputMessagesFilterPinned' },
      minDate: 0,
      maxDate: 0,
      offsetId: 0,
      addOffset: 0,
      limit: MAX_PINNED,
      maxId: 0,
      minId: 0,
      hash: 0n,
    })
    return history.read(answer).reverse()
  },
})
