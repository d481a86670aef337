import type { RichText } from '../../model/message'

export interface Draftsman {
  rich: RichText
  from: number
  to: number
}

const MOST_STEPS = 200
const PAUSE_MILLIS = 1500

/** What was written, step by step. Letters written without a pause make one step. */
export class Undo {
  private past: Draftsman[] = []
  private future: Draftsman[] = []
  private lastAt = -Infinity
  private lastKind = ''

  /** Keeps how it was before a change. Changes of one kind in quick succession are one; an empty kind stands for itself. */
  keep(before: Draftsman, kind: string, nowMillis: number): void {
    const goesOn = kind !== '' && kind === this.lastKind && nowMillis - this.lastAt < PAUSE_MILLIS && this.past.length > 0
    this.lastAt = nowMillis
    this.lastKind = kind
    this.future = []
    if (goesOn) return
    this.past.push(before)
    if (this.past.length > MOST_STEPS) this.past.shift()
  }

  back(now: Draftsman): Draftsman | undefined {
    return this.move(this.past, this.future, now)
  }

  again(now: Draftsman): Draftsman | undefined {
    return this.move(this.future, this.past, now)
  }

  clear(): void {
    this.past = []
    this.future = []
    this.lastKind = ''
  }

  private move(from: Draftsman[], to: Draftsman[], now: Draftsman): Draftsman | undefined {
    const step = from.pop()
    this.lastKind = ''
    if (step !== undefined) to.push(now)
    return step
  }
}
