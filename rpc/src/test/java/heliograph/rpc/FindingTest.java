package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputMessagesFilterPhotos;
import heliograph.tl.api.InputMessagesFilterPinned;
import heliograph.tl.api.InputMessagesFilterUrl;
import heliograph.tl.api.Message;
import heliograph.tl.api.SearchResultPosition;
import heliograph.tl.api.SearchResultsCalendarPeriod;
import heliograph.tl.api.messages.GetHistory;
import heliograph.tl.api.messages.GetSearchCounters;
import heliograph.tl.api.messages.GetSearchResultsCalendar;
import heliograph.tl.api.messages.GetSearchResultsPositions;
import heliograph.tl.api.messages.SearchCounter;
import heliograph.tl.api.messages.UpdatePinnedMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Search within bounds, by day and by place, and the jump to a date.
final class FindingTest extends HouseTest {
  private static final int DAY = 86_400;

  private final int[] ids = new int[6];
  private int firstDay;

  @BeforeEach
  void threeDays() {
    house.pass(DAY - house.mailboxes.now() % DAY);
    firstDay = house.mailboxes.now();
    for (int i = 0; i < ids.length; i++) {
      if (i % 2 == 0) {
        ids[i] = ann.send(BOB, "apple " + i);
      } else {
        bob.send(ANN, "apple https://example.org/" + i);
        ids[i] = ann.newest(BOB).id();
        house.pass(DAY - 60);
      }
      house.pass(30);
    }
  }

  @Test
  void byDateAndByWriter() {
    int second = firstDay + DAY;
    assertThat(
            ann.found(ann.search(BOB, "apple").minDate(second).maxDate(second + DAY - 1).build()))
        .hasSize(2);
    assertThat(ann.found(ann.search(BOB, "apple").fromId(ann.hand().peer(ANN)).build()))
        .containsExactly("apple 4", "apple 2", "apple 0");
    assertThat(ann.found(ann.search(BOB, "").fromId(ann.hand().peer(BOB)).maxDate(second).build()))
        .hasSize(1);
  }

  @Test
  void theHistoryBeginsAtADate() {
    var page =
        ann.hand().call(new GetHistory(ann.hand().peer(BOB), 0, firstDay + DAY, -1, 2, 0, 0, 0));

    assertThat(Chats.texts(Chats.messages(page)).getFirst()).isEqualTo("apple 2");
    assertThat(((Message) Chats.messages(page).getLast()).date()).isLessThan(firstDay + DAY);
  }

  @Test
  void theCalendarSaysWhichDaysHaveWhat() {
    var all =
        ann.hand()
            .call(
                new GetSearchResultsCalendar(
                    ann.hand().peer(BOB), null, new InputMessagesFilterEmpty(), 0, 0));

    assertThat(all.count()).isEqualTo(6);
    assertThat(all.minMsgId()).isEqualTo(ids[0]);
    assertThat(all.periods())
        .containsExactly(
            new SearchResultsCalendarPeriod(firstDay + 2 * DAY, ids[4], ids[5], 2),
            new SearchResultsCalendarPeriod(firstDay + DAY, ids[2], ids[3], 2),
            new SearchResultsCalendarPeriod(firstDay, ids[0], ids[1], 2));
    assertThat(all.messages()).hasSize(3);
    var links =
        ann.hand()
            .call(
                new GetSearchResultsCalendar(
                    ann.hand().peer(BOB), null, new InputMessagesFilterUrl(), ids[4], 0));
    assertThat(links.count()).isEqualTo(3);
    assertThat(links.offsetIdOffset()).isEqualTo(1);
    assertThat(links.periods())
        .extracting(SearchResultsCalendarPeriod::count)
        .containsExactly(1, 1);
  }

  @Test
  void thePositionsSayWhereEachStands() {
    var some =
        ann.hand()
            .call(
                new GetSearchResultsPositions(
                    ann.hand().peer(BOB), null, new InputMessagesFilterUrl(), ids[5], 10));

    assertThat(some.count()).isEqualTo(3);
    assertThat(some.positions())
        .extracting(SearchResultPosition::msgId, SearchResultPosition::offset)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ids[3], 1),
            org.assertj.core.groups.Tuple.tuple(ids[1], 2));
  }

  @Test
  void theCountersCountWhatThereIs() {
    ann.hand().call(new UpdatePinnedMessage(true, false, true, ann.hand().peer(BOB), ids[0]));

    List<SearchCounter> counters =
        ann.hand()
            .call(
                new GetSearchCounters(
                    ann.hand().peer(BOB),
                    null,
                    null,
                    List.of(
                        new InputMessagesFilterUrl(),
                        new InputMessagesFilterPhotos(),
                        new InputMessagesFilterPinned(),
                        new InputMessagesFilterUrl())));

    assertThat(counters).extracting(SearchCounter::count).containsExactly(3, 0, 1, 3);
  }
}
