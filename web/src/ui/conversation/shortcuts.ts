import type en from '../text/en/talk'

/** What the keyboard does in a conversation, for the list of all keys. */
export const shortcuts: readonly { keys: string; does: (words: typeof en) => string }[] = [
  { keys: 'Enter', does: words => words.keys.send },
  { keys: 'Shift+Enter', does: words => words.keys.newLine },
  { keys: '↑', does: words => words.keys.editLast },
  { keys: 'Ctrl+↑', does: words => words.keys.replyOlder },
  { keys: 'Ctrl+↓', does: words => words.keys.replyNewer },
  { keys: 'Ctrl+F', does: words => words.keys.search },
  { keys: 'Esc', does: words => words.keys.leave },
  { keys: 'Ctrl+B', does: words => words.format.bold },
  { keys: 'Ctrl+I', does: words => words.format.italic },
  { keys: 'Ctrl+U', does: words => words.format.underline },
  { keys: 'Ctrl+Shift+X', does: words => words.format.strike },
  { keys: 'Ctrl+Shift+P', does: words => words.format.spoiler },
  { keys: 'Ctrl+Shift+M', does: words => words.format.code },
  { keys: 'Ctrl+Shift+.', does: words => words.format.quote },
  { keys: 'Ctrl+K', does: words => words.format.link },
  { keys: 'Ctrl+\\', does: words => words.format.clear },
  { keys: 'Ctrl+Z', does: words => words.keys.undo },
  { keys: 'Ctrl+Shift+Z', does: words => words.keys.redo },
  { keys: ':…', does: words => words.keys.emoji },
  { keys: '↑ ↓', does: words => words.keys.walk },
  { keys: 'Space', does: words => words.keys.mark },
  { keys: 'Shift+↑ ↓', does: words => words.keys.markMany },
  { keys: 'Enter', does: words => words.keys.menu },
  { keys: 'End', does: words => words.keys.toEnd },
]
