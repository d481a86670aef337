const storedAs = 'heliograph.in'

/** Whether somebody was in when the page was last open on this device: what it begins with until the engine has looked. */
export function wasIn(): boolean {
  try {
    return localStorage.getItem(storedAs) !== null
  } catch {
    return false
  }
}

export function rememberIn(isIn: boolean): void {
  try {
    if (isIn) localStorage.setItem(storedAs, '')
    else localStorage.removeItem(storedAs)
  } catch {
    // A browser that keeps nothing has nobody in when it starts.
  }
}
