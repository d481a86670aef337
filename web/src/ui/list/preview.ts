import type { Dialog } from '../../model/dialog'
import type { Message } from '../../model/message'
import { quietly } from '../oneLine'
import { t } from '../text'

/** What a message holds, on one line. */
export function previewOf(message: Message): string {
  const content = message.content
  switch (content.kind) {
    case 'text':
      return quietly(content)
    case 'unsupported':
      return t.shell.list.unsupported
    case 'service':
      switch (content.action.kind) {
        case 'joined':
          return t.shell.list.joined
        case 'historyCleared':
          return t.shell.list.cleared
        case 'pinned':
          return t.shell.list.pinnedMessage
        case 'other':
          return t.shell.list.service
      }
  }
}

export type Mark = 'sending' | 'failed' | 'sent' | 'read' | undefined

/** How far a message of our own has come. Notes to oneself have nobody to be read by. */
export function markOf(message: Message | undefined, { readOutboxMaxId }: Dialog, self: boolean): Mark {
  if (!message?.out) return undefined
  if (message.delivery.state !== 'sent') return message.delivery.state
  return self ? undefined : message.id <= readOutboxMaxId ? 'read' : 'sent'
}

export const isMuted = (muteUntil: number | undefined, standard: number | undefined, now: number): boolean => (muteUntil ?? standard ?? 0) > now
