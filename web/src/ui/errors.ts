import type { EngineError } from '../engine/api'
import { toast } from './base/Toast'
import { t } from './text'
import { clockOf } from './text/dates'

/** What a failed call rejects with, whatever was thrown. */
export function errorOf(thrown: unknown): EngineError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') return thrown as EngineError
  return { code: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** An error in words for the screens behind the log-in. */
export function wordsOf(thrown: unknown): string {
  const error = errorOf(thrown)
  const words = t.shell.errors
  switch (error.code) {
    case 'FLOOD_WAIT':
      return words.wait(clockOf(error.wait ?? 0))
    case 'OFFLINE':
      return words.offline
    case 'TIMEOUT':
      return words.timeout
    case 'USER_IS_BLOCKED':
    case 'YOU_BLOCKED_USER':
      return words.blocked
    case 'USERNAME_OCCUPIED':
      return words.taken
    case 'NOT_FOUND':
    case 'USERNAME_NOT_OCCUPIED':
    case 'USERNAME_INVALID':
    case 'PEER_ID_INVALID':
    case 'USER_ID_INVALID':
      return words.notFound
    case 'FRESH_RESET_AUTHORISATION_FORBIDDEN':
      return words.freshSession
    case 'EXPIRED':
      return words.expired
    case 'TOO_MANY_WAITING':
      return words.tooManyWaiting
    case 'ALREADY_SENT':
      return words.alreadySent
    case 'MESSAGE_TOO_LONG':
    case 'ABOUT_TOO_LONG':
    case 'FIRSTNAME_INVALID':
      return words.tooLong
    case 'PINNED_DIALOGS_TOO_MUCH':
    case 'PINNED_TOO_MUCH':
      return t.shell.chat.pinnedTooMany
    default:
      return words.other(error.code)
  }
}

/** Waits for what was asked and says below if it failed; undefined then. */
export async function tell<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (thrown) {
    toast(wordsOf(thrown))
    return undefined
  }
}
