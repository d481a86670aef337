/** As much of Trusted Types as is needed; not every browser has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string }
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

const policy = trustedTypes?.createPolicy('heliograph', {
  createScriptURL: (address) => {
    const url = new URL(address, location.href)
    if (url.origin !== location.origin) throw new TypeError(`not one of our scripts: ${address}`)
    return url.href
  },
})

/** The address of a script of this site, in the form that the page's policy lets workers be started from. */
export const scriptOf = (address: string): string => policy?.createScriptURL(address) ?? address
