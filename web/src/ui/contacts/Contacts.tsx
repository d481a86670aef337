export function Contacts() { return <p /> }
