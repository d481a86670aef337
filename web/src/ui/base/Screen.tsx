import { ErrorBoundary, lazy, Suspense, type Component, type JSX } from 'solid-js'
import { wordsOf } from '../errors'
import { Failed } from './Empty'

/** The code of a screen could not be fetched. */
class NotFetched extends Error {}

/** Style sheets that did not come: each is asked for once by itself, so that it is asked for again here. */
const missing = new Set<HTMLLinkElement>()
document.addEventListener('error', ({ target }) => target instanceof HTMLLinkElement && target.rel === 'stylesheet' && missing.add(target), true)

const askAgain = (link: HTMLLinkElement): Promise<unknown> =>
  new Promise((came, failed) => {
    missing.delete(link)
    const again = document.createElement('link')
    again.rel = link.rel
    again.crossOrigin = link.crossOrigin
    again.addEventListener('load', came)
    again.addEventListener('error', failed)
    again.href = link.href
    link.replaceWith(again)
  })

/**
 * A screen whose code is fetched when it is first shown. Where that fails it says so in its place and can be tried again, and all else
 * goes on; a failure of the screen itself is none of its business.
 */
export function screen<P extends object>(fetch: () => Promise<Component<P>>, waiting?: () => JSX.Element): Component<P> & { preload(): void } {
  const Fetched = lazy(async () => {
    try {
      await Promise.all([...missing].map(askAgain))
      return { default: await fetch() }
    } catch (cause) {
      throw new NotFetched('not fetched', { cause })
    }
  })
  const inPlace = (error: unknown, again: () => void) => {
    if (!(error instanceof NotFetched)) throw error
    return <Failed text={wordsOf({ code: 'OFFLINE' })} onRetry={again} />
  }
  const Screen = (props: P) => (
    <ErrorBoundary fallback={inPlace}>
      <Suspense fallback={waiting?.()}>
        <Fetched {...props} />
      </Suspense>
    </ErrorBoundary>
  )
  return Object.assign(Screen, { preload: () => void Fetched.preload().catch(() => undefined) })
}
