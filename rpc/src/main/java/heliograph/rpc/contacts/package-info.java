/// Methods about other people: address book, blocks, search, user names.
@NullMarked
package heliograph.rpc.contacts;

import org.jspecify.annotations.NullMarked;
