/** Calls at most once in a while, and once more at the end for what came meanwhile. */
export function calmly(run: () => void, everyMillis: number): { (): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const call = () => {
    if (timer !== undefined) {
      again = true
      return
    }
    run()
    timer = setTimeout(() => {
      timer = undefined
      if (again) {
        again = false
        call()
      }
    }, everyMillis)
  }
  call.stop = () => clearTimeout(timer)
  return call
}
