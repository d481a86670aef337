import type * as tl from '@generated/tl'
import { RpcError } from '../mtproto/connection'
import type { Cache } from './cache'
import type { Clock } from './clock'
import type { Line } from './line'

/** How long a gap may close by itself: see core.telegram.org/api/updates. */
const GAP_MILLIS = 500
/** More than this waiting behind a gap is not kept: the difference brings it. */
const MAX_WAITING = 2_000

/** A change with a place in the order of changes: it leads from `pts - count` to `pts`. */
interface Step {
  pts: number
  count: number
  apply(): void
  /** Whether it was applied, or what it stands for came otherwise. */
  settle(applied: boolean): void
}

/** What updates do to the cache. */
export interface Effects {
  /** Brings into memory what the updates change. */
  prepare(updates: readonly tl.Update[]): Promise<void>
  /** @param live whether it happens now, or is told later */
  apply(update: tl.Update, live: boolean): void
  /** The difference would be too long: nothing that is kept counts any more. */
  forget(): void
}

/**
 * The one door for everything that changes: what the server pushes, what it answers to one's own calls, and what was missed.
 *
 * Each change with a pts is applied exactly once and in order: one that begins where the state stands is applied, one that the
 * state has passed is dropped, and one that begins later waits: for the missing ones to come within half a second, or else for
 * the difference. The state moves in the same turn as the effects, so that the journal writes both in one transaction.
 */
export class Updates {
  private steps: Step[] = []
  private turn: Promise<unknown> = Promise.resolve()
  private stopGap: (() => void) | undefined
  private catching: Promise<void> | undefined
  private again = false
  /** While the difference is on its way, what has a pts waits. */
  private frozen = false
  private closed = false

  constructor(
    private readonly cache: Cache,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly effects: Effects,
  ) {}

  /** Takes updates in; resolves when each of them is applied or known to be old. */
  async receive(updates: tl.Updates): Promise<void> {
    switch (updates._) {
      case 'updatesTooLong':
        return this.catchUp()
      case 'updateShort':
        return this.take([updates.update], [])
      case 'updates':
        return this.take(updates.updates, updates.users)
    }
  }

  /** The answer to a call of one's own that says only how far it moved the state. Resolves with whether `apply` was run. */
  own(affected: { pts: number; ptsCount: number }, apply: () => void): Promise<boolean> {
    return new Promise((settle) => {
      this.steps.push({ pts: affected.pts, count: affected.ptsCount, apply, settle })
      void this.inTurn(() => this.advance())
    })
  }

  /** Asks for all that was missed. Asked while it is asked, it is asked once more. */
  catchUp(): Promise<void> {
    if (this.catching) this.again = true
    this.catching ??= this.differences().finally(() => {
      this.catching = undefined
      this.line.updating(false)
    })
    return this.catching
  }

  close(): void {
    this.closed = true
    this.stopGap?.()
    this.dropWaiting()
  }

  private async take(updates: readonly tl.Update[], users: readonly tl.User[]): Promise<void> {
    const settled: Promise<unknown>[] = []
    await this.inTurn(async () => {
      if (this.closed) return
      await this.effects.prepare(updates)
      this.cache.putUsers(users)
      for (const update of updates) {
        if (!('pts' in update)) {
          this.run(() => this.effects.apply(update, true))
          continue
        }
        settled.push(
          new Promise((settle) =>
            this.steps.push({
              pts: update.pts,
              count: update.ptsCount,
              apply: () => this.effects.apply(update, true),
              settle,
            }),
          ),
        )
      }
      this.advance()
    })
    await Promise.all(settled)
  }

  /** Applies what is next in order, as far as it goes. */
  private advance(): void {
    if (this.closed) return this.dropWaiting()
    if (this.frozen) {
      if (this.steps.length > MAX_WAITING) {
        this.dropWaiting()
        this.again = true
      }
      return
    }
    this.steps.sort((a, b) => a.pts - b.pts || a.count - b.count)
    const waiting: Step[] = []
    for (const step of this.steps) {
      const { pts } = this.cache.state
      if (step.pts - step.count === pts) {
        this.run(step.apply)
        if (step.count > 0) this.cache.set('state', { ...this.cache.state, pts: step.pts })
        step.settle(true)
      } else if (step.pts <= pts) {
        step.settle(false)
      } else {
        waiting.push(step)
      }
    }
    this.steps = waiting
    if (waiting.length === 0) {
      this.stopGap?.()
      this.stopGap = undefined
    } else if (waiting.length > MAX_WAITING) {
      this.dropWaiting()
      void this.catchUp()
    } else {
      this.stopGap ??= this.clock.after(GAP_MILLIS, () => {
        this.stopGap = undefined
        if (this.steps.length > 0) void this.catchUp()
      })
    }
  }

  /** One change that cannot be applied must not keep back all that come after it. */
  private run(change: () => void): void {
    try {
      change()
    } catch (error) {
      console.error(error)
      this.cache.journal.emit({ kind: 'trouble', error: { code: 'INTERNAL' } })
    }
  }

  private dropWaiting(): void {
    for (const step of this.steps) step.settle(false)
    this.steps = []
  }

  private async differences(): Promise<void> {
    this.line.updating(true)
    await this.inTurn(() => {
      this.frozen = true
      this.stopGap?.()
      this.stopGap = undefined
    })
    try {
      do {
        this.again = false
        while (!this.closed && !(await this.difference()));
      } while (this.again && !this.closed)
    } catch (error) {
      // Without a line there is nothing to mend: the next one begins with a gap of its own.
      if (error instanceof RpcError && !this.closed) await this.restart().catch(() => undefined)
    }
    await this.inTurn(() => {
      this.frozen = false
      this.advance()
    })
  }

  /** One answer; whether it was the last. */
  private async difference(): Promise<boolean> {
    const answer = await this.line.invoke('updates.getDifference', this.cache.state)
    if (this.closed) return true
    switch (answer._) {
      case 'updates.differenceEmpty':
        this.cache.set('state', { ...this.cache.state, date: answer.date })
        return true
      case 'updates.differenceTooLong':
        await this.restart(answer.pts)
        return false
      case 'updates.difference':
      case 'updates.differenceSlice': {
        const last = answer._ === 'updates.difference'
        await this.inTurn(() => this.applyDifference(answer, last ? answer.state : answer.intermediateState))
        return last
      }
    }
  }

  private async applyDifference(
    answer: tl.updates.difference | tl.updates.differenceSlice,
    { pts, qts, date }: tl.updates.State,
  ): Promise<void> {
    const added = answer.newMessages.map(
      (message): tl.updateNewMessage => ({ _: 'updateNewMessage', message, pts: 0, ptsCount: 0 }),
    )
    const updates = [...added, ...answer.otherUpdates]
    await this.effects.prepare(updates)
    this.cache.putUsers(answer.users)
    for (const update of updates) this.run(() => this.effects.apply(update, false))
    this.cache.set('state', { pts, qts, date })
  }

  /** Begins anew from the state that the server names. */
  private async restart(pts?: number): Promise<void> {
    const state = await this.line.invoke('updates.getState', {})
    await this.inTurn(() => {
      this.dropWaiting()
      this.effects.forget()
      this.cache.set('state', { pts: pts ?? state.pts, qts: state.qts, date: state.date })
    })
  }

  /** One after the other: nothing is applied while something else is prepared. */
  private inTurn<T>(run: () => T | Promise<T>): Promise<T> {
    const result = this.turn.then(run)
    this.turn = result.catch(() => undefined)
    return result
  }
}
