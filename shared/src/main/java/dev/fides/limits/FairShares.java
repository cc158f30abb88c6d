package dev.fides.limits;

import dev.fides.limits.RateShares.Lease;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides permits: nobody gets more than it wants while another one has less and wants more. */
final class FairShares {

    /** One of so many permits is for those with urgent work, before all share the rest. */
    private static final int KEPT_FOR_URGENT = 5;

    private FairShares() {}

    /** What each holder is to have; what nobody wants is left over. */
    static Map<String, Integer> of(int total, List<Lease> wishes) {
        List<Lease> inOrder =
                wishes.stream().sorted(Comparator.comparing(Lease::holder)).toList();
        List<Lease> urgent = inOrder.stream().filter(Lease::urgent).toList();
        int kept = (total + KEPT_FOR_URGENT - 1) / KEPT_FOR_URGENT;
        int wanted = Math.min(kept, urgent.stream().mapToInt(Lease::want).sum());
        Map<String, Integer> even = nothing(inOrder);
        fill(total, inOrder, even);
        if (urgent.stream().mapToInt(wish -> even.get(wish.holder())).sum() >= wanted) {
            // Shares that change hands lie idle for a while: who has enough anyway is treated like all others.
            return even;
        }
        Map<String, Integer> shares = nothing(inOrder);
        int used = fill(kept, urgent, shares);
        fill(total - used, inOrder, shares);
        return shares;
    }

    private static Map<String, Integer> nothing(List<Lease> wishes) {
        Map<String, Integer> shares = new HashMap<>();
        wishes.forEach(wish -> shares.put(wish.holder(), 0));
        return shares;
    }

    /** Hands out up to so many permits, evenly, those first that want least; returns how many were taken. */
    private static int fill(int permits, List<Lease> wishes, Map<String, Integer> shares) {
        List<Lease> modestFirst = wishes.stream()
                .sorted(Comparator.comparingInt(wish -> wish.want() - shares.get(wish.holder())))
                .toList();
        int left = permits;
        for (int i = 0; i < modestFirst.size(); i++) {
            Lease wish = modestFirst.get(i);
            int have = shares.get(wish.holder());
            int even = left / (modestFirst.size() - i);
            int share = Math.max(0, Math.min(wish.want() - have, even));
            shares.put(wish.holder(), have + share);
            left -= share;
        }
        return permits - left;
    }
}
