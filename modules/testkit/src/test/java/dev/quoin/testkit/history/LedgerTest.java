package dev.quoin.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.MemberChange;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Fed fed = new Fed();
    private final Ledger ledger = fed.ledger;

    @Test
    void membersThatApplyTheSameAreFine() {
        byte[] put = Fed.request(Fed.put("a", "1")).toByteArray();
        for (String member : new String[] {"m1", "m2", "m3"}) {
            ledger.command(member, 1, 1, put);
            ledger.command(member, 2, 2, new byte[0]);
            ledger.change(member, 3, 2, new MemberChange(MemberChange.Kind.REMOVE, 7, new byte[0]), true);
            ledger.membership(member, 4, 2);
            ledger.leader(member, 1, 5);
            ledger.leader(member, 1, 0);
            ledger.leader(member, 2, 6);
        }
        assertThat(fed.found).isEmpty();
        assertThat(ledger.store().revision()).isEqualTo(2);
        assertThat(ledger.lastIndex()).isEqualTo(4);
    }

    @Test
    void anotherEntryAtAnIndexIsFound() {
        ledger.command("m1", 1, 1, Fed.request(Fed.put("a", "1")).toByteArray());
        ledger.command("m2", 1, 1, Fed.request(Fed.put("a", "2")).toByteArray());
        assertThat(fed.found).singleElement().asString().contains("m2 applies another entry at index 1");
    }

    @Test
    void anotherTermAtAnIndexIsFound() {
        ledger.command("m1", 1, 1, new byte[0]);
        ledger.command("m2", 1, 2, new byte[0]);
        assertThat(fed.found).singleElement().asString().contains("another entry at index 1 (term 2)");
    }

    @Test
    void changeThatOnlyOneRejectsIsFound() {
        MemberChange change = new MemberChange(MemberChange.Kind.REMOVE, 7, new byte[0]);
        ledger.change("m1", 1, 1, change, true);
        ledger.change("m2", 1, 1, change, false);
        assertThat(fed.found).hasSize(1);
    }

    @Test
    void termLedInTwoLivesIsFound() {
        Object life = new Object();
        ledger.leads("m1", 2, life);
        ledger.leads("m1", 2, life);
        ledger.leads("m1", 3, new Object());
        assertThat(fed.found).isEmpty();
        ledger.leads("m1", 2, new Object());
        assertThat(fed.found).containsExactly("m1 leads term 2 again after a restart");
    }

    @Test
    void gapIsFound() {
        ledger.command("m1", 2, 1, new byte[0]);
        assertThat(fed.found).containsExactly("m1 applies index 2, but nobody has applied 1");
    }

    @Test
    void termThatGoesBackIsFound() {
        ledger.command("m1", 1, 2, new byte[0]);
        ledger.command("m1", 2, 1, new byte[0]);
        assertThat(fed.found).containsExactly("m1 applies index 2 of term 1 behind 2");
    }

    @Test
    void requestInTheLogTwiceIsFound() {
        fed.commit(Fed.request(Fed.put("a", "1"))).commit(Fed.request(Fed.put("a", "1")));
        assertThat(fed.found).containsExactly("a request is in the log twice: the put of 1");
    }

    @Test
    void secondLeaderOfATermIsFound() {
        ledger.leader("m1", 3, 1);
        ledger.leader("m2", 3, 2);
        assertThat(fed.found).containsExactly("two leaders in term 3: m2 knows 2, m1 knew 1");
    }
}
