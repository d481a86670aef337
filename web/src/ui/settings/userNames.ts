/** What is wrong with a user name before anybody is asked; undefined: nothing. */
export function userNameFault(name: string): 'short' | 'wrong' | undefined {
  if (!/^[a-z][a-z0-9_]*$/i.test(name) || name.length > 32 || name.endsWith('_') || name.includes('__')) return name === '' ? 'short' : 'wrong'
  return name.length < 5 ? 'short' : undefined
}
