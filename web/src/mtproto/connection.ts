/** The line to the server, for the engine: method calls out, updates in. It reconnects by itself until it is closed. */
export interface Connection {
  /**
   * Calls an API method. What was not answered when the line broke is sent again on the next one.
   * Rejects with a {@link RpcError}, or {@link LineClosed}.
   */
  invoke<M extends MethodName>(method: M, args: RequestOf<M>, options?: InvokeOptions): Promise<ResponseOf<M>>
  /** Connects at once instead of waiting out the pause between tries. */
  wake(): void
  close(): void
}

// webwire replaces these three by the generated map of methods.
export type MethodName = string
export type RequestOf<M> = M extends MethodName ? Record<string, unknown> : never
export type ResponseOf<M> = M extends MethodName ? unknown : never

export interface InvokeOptions {
  signal?: AbortSignal
  /** Sent only after this earlier call's request, in order (invokeAfterMsg). */
  ordered?: boolean
}

export interface ConnectionListener {
  /** An `Updates` object that nobody asked for. */
  updates(updates: unknown): void
  /** The server lost the session's updates (new_session_created, or the line was down): catch up by getDifference. */
  gap(): void
  state(state: LineState): void
  /** The server does not know the key any more, or the account ended this log-in (AUTH_KEY_UNREGISTERED, SESSION_REVOKED ...). */
  loggedOut(): void
  /** The auth key, salts and time offset changed: keep them. */
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

export class LineClosed extends Error {}
