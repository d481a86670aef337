import type * as tl from '@generated/tl'
import type { MethodName, RequestOf, ResponseOf } from '../tl/codec'

export type { MethodName, RequestOf, ResponseOf }

/** The line to the server, for the engine: method calls out, updates in. It reconnects by itself until it is closed. */
export interface Connection {
  /**
   * Calls an API method. What was not answered when the line broke is sent again on the next one, as the same message, so that
   * it runs once. Rejects with an {@link RpcError}, with {@link LineClosed}, or with the signal's reason.
   */
  invoke<M extends MethodName>(method: M, request: RequestOf<M>, options?: InvokeOptions): Promise<ResponseOf<M>>
  /** Connects at once instead of waiting out the pause between tries, and makes sure that a line that seems up is. */
  wake(): void
  close(): void
}

export interface InvokeOptions {
  signal?: AbortSignal | undefined
  /** The server runs it only after the last call of the same lane; if that fails, this one does with `MSG_WAIT_FAILED`. */
  lane?: string | undefined
}

/**
 * Opens the line.
 *
 * @param saved what {@link ConnectionListener.save} was last told; without it a new auth key is made
 * @param pinned the fingerprint of the server's public key that this device first met, which outlives `saved`
 */
export type Connect = (saved: SavedKey | undefined, listener: ConnectionListener, pinned?: bigint) => Connection

/** What the list of sessions will show of this one. */
export interface AppInfo {
  version: string
  device: string
  system: string
  language: string
}

/** What happens on the line; nothing of it is called from within a call of {@link Connection}. */
export interface ConnectionListener {
  /** An `Updates` object that nobody asked for. */
  updates(updates: tl.Updates): void
  /**
   * Updates may be missing, because the server began the session anew (as it does first of all) or sent what this version cannot
   * read: catch up by getDifference.
   */
  gap(): void
  state(state: LineState): void
  /**
   * `ended`: the account ended this log-in or the server does not know the auth key any more; the line goes on with a new one.
   * `keyChanged`: the server shows another public key than the pinned one, so somebody may be in between; the line is closed.
   */
  loggedOut(why: 'ended' | 'keyChanged'): void
  /** The auth key, salt or time offset changed: keep them. */
  save(key: SavedKey): void
}

export type LineState = { kind: 'connecting' } | { kind: 'waiting'; retryAtMillis: number } | { kind: 'ready' }

export interface SavedKey {
  authKey: Uint8Array
  salt: bigint
  timeOffsetSeconds: number
  /** Fingerprint of the server's public key that the auth key was made with. */
  fingerprint: bigint
}

export class RpcError extends Error {
  constructor(
    readonly code: number,
    /** Without its number: `FLOOD_WAIT`. */
    readonly type: string,
    /** The number in it: the seconds of a flood wait. */
    readonly value: number | undefined,
  ) {
    super(value === undefined ? type : `${type}_${value}`)
  }
}

/** The connection was closed for good before the answer came. */
export class LineClosed extends Error {}
