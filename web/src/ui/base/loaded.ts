import { createResource, type Accessor } from 'solid-js'
import { wordsOf } from '../errors'

interface Loaded<T> {
  value: Accessor<T | undefined>
  /** What went wrong, in words. */
  failed: Accessor<string | undefined>
  again: () => void
  change: (value: T) => void
}

/** Asks the engine for what a screen shows, once and again whenever it is told to; what is here stays meanwhile. */
export function load<T>(ask: () => Promise<T>): Loaded<T> {
  const [asked, { refetch, mutate }] = createResource(async (): Promise<{ value: T } | { failed: string }> => {
    try {
      return { value: await ask() }
    } catch (thrown) {
      return { failed: wordsOf(thrown) }
    }
  })
  const now = () => asked.latest
  return {
    value: () => {
      const answer = now()
      return answer && 'value' in answer ? answer.value : undefined
    },
    failed: () => {
      const answer = now()
      return answer && 'failed' in answer ? answer.failed : undefined
    },
    again: () => void refetch(),
    change: value => mutate({ value }),
  }
}
