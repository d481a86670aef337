/** Time, so that tests can make it. */
export interface Clock {
  millis(): number
  /** Runs once after so many milliseconds, unless the answer is called before. */
  after(millis: number, run: () => void): () => void
}

export const systemClock: Clock = {
  millis: () => Date.now(),
  after: (millis, run) => {
    const timer = setTimeout(run, millis)
    return () => clearTimeout(timer)
  },
}
