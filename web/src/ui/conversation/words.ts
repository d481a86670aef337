import type { Forward, Message } from '../../model/message'
import type { Peer } from '../../model/peer'
import { wordsOf } from '../errors'
import { nameOf } from '../names'
import { oneLine } from '../oneLine'
import type { App } from '../state'
import { t } from '../text'
import { dateOf, daysAgo, momentOf, timeOf } from '../text/dates'

export function serviceLine(message: Message, from: Peer | undefined): string {
  if (message.content.kind !== 'service') return ''
  switch (message.content.action.kind) {
    case 'joined':
      return t.talk.service.joined(from ? nameOf(from) : t.talk.somebody)
    case 'historyCleared':
      return t.talk.service.cleared
    case 'pinned':
      return message.out ? t.talk.service.youPinned : t.talk.service.pinned(from ? nameOf(from) : t.talk.somebody)
    case 'other':
      return t.talk.service.other
  }
}

export const dayName = (seconds: number): string => {
  const days = daysAgo(seconds)
  return days === 0 ? t.talk.today : days === 1 ? t.talk.yesterday : dateOf(seconds)
}

export const senderOf = (app: App, message: Message): string => (message.out ? t.talk.you : nameOf(app.state.peers[message.from]))

/** Who wrote first what was forwarded, as far as that is told. */
export const originOf = (app: App, { from, fromName }: Forward): string => (from ? nameOf(app.state.peers[from]) : oneLine(fromName ?? '') || t.talk.somebody)

/** What a screen reader says of a message before its text. */
export function labelOf(app: App, message: Message, read: boolean): string {
  const parts = [senderOf(app, message), momentOf(message.date)]
  if (message.editDate !== undefined) parts.push(t.talk.edited)
  if (message.pinned) parts.push(t.talk.pinned)
  if (message.out) parts.push(stateOf(message, read))
  return parts.join(', ')
}

export function stateOf(message: Message, read: boolean): string {
  switch (message.delivery.state) {
    case 'sending':
      return t.talk.state.sending
    case 'failed':
      return `${t.talk.state.failed}: ${wordsOf({ code: message.delivery.reason })}`
    case 'sent':
      return read ? t.talk.state.read : t.talk.state.sent
  }
}

/** A moment of the recent past as people say it. */
export function whenOf(seconds: number): string {
  const days = daysAgo(seconds)
  return days === 0 ? t.talk.todayAt(timeOf(seconds)) : days === 1 ? t.talk.yesterdayAt(timeOf(seconds)) : momentOf(seconds)
}
