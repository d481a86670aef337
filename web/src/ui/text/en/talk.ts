export default {
  empty: 'Choose a chat',
}
