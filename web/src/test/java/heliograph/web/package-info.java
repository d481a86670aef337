/// What the page's protocol is tested against.
@NullMarked
package heliograph.web;

import org.jspecify.annotations.NullMarked;
