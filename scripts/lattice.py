"""A semi-Markov conditional random field without transitions (Sarawagi and Cohen, NIPS 2004), for `fit-names`.

A text is cut into spans with a type and the rest; the score of a cut is the sum of the scores of its spans, and its chance
among all cuts is proportional to the exponential of that score.
"""
import numba
import numpy
import scipy.optimize


class Lattice:
    """All ways to cut documents: nodes are the places where spans begin and end, in text order, spans are edges."""

    def __init__(self, spans, types):
        self.spans = spans
        self.gold = numpy.array([[span.label == kind for kind in types] for span in spans], float).reshape(-1, len(types))
        self.weight = numpy.array([span.weight for span in spans]).reshape(-1, 1)
        nodes, first, weights = {}, [], []
        for span in spans:
            nodes.setdefault(span.document, (set(), span.weight))[0].update((span.start, span.end))
        number = {}
        for document, (places, weight) in nodes.items():
            for n, place in enumerate(sorted(places)):
                number[document, place] = len(number)
                first.append(n == 0)
                weights.append(weight)
        starts = numpy.array([number[span.document, span.start] for span in spans], int)
        ends = numpy.array([number[span.document, span.end] for span in spans], int)
        self.shape = starts, ends, numpy.lexsort((starts, ends)), numpy.array(first, bool), numpy.array(weights)

    def report(self, scores, sets) -> None:
        """F1 of the likeliest cut, by set."""
        best = numpy.where(scores.max(axis=1) > 0, scores.max(axis=1), 0)
        chosen = cut(best, *self.shape[:4])
        right = chosen & (self.gold[numpy.arange(len(best)), scores.argmax(axis=1)] > 0)
        gold = self.gold.any(axis=1)
        for name in [*sets, ""]:
            here = numpy.array([span.set.startswith(name) for span in self.spans])
            f1 = 2 * (here & right).sum() / max((here & chosen).sum() + (here & gold).sum(), 1)
            print(f"{name or 'all':28} F1 {f1:.4f}")


@numba.njit(cache=True)
def likelihood(scores, starts, ends, by_end, first, weights):
    """Logarithm of the sum over all cuts, summed over documents with their weights, and the chance of each reading."""
    spans, kinds = scores.shape
    nodes = len(first)
    total = numpy.empty(spans)
    for n in range(spans):
        top = scores[n].max()
        total[n] = top + numpy.log(numpy.exp(scores[n] - top).sum())
    left, right, whole = numpy.zeros(nodes), numpy.zeros(nodes), numpy.zeros(nodes)
    at = 0
    for node in range(nodes):
        if not first[node]:
            left[node] = left[node - 1]
        while at < spans and ends[by_end[at]] == node:
            left[node] = numpy.logaddexp(left[node], left[starts[by_end[at]]] + total[by_end[at]])
            at += 1
    at = spans - 1
    for node in range(nodes - 1, -1, -1):
        if node + 1 < nodes and not first[node + 1]:
            right[node] = right[node + 1]
        while at >= 0 and starts[at] == node:
            right[node] = numpy.logaddexp(right[node], right[ends[at]] + total[at])
            at -= 1
    value = 0.0
    for node in range(nodes):
        whole[node] = right[node] if first[node] else whole[node - 1]
        value += whole[node] * weights[node] if first[node] else 0.0
    chance = numpy.empty((spans, kinds))
    for n in range(spans):
        chance[n] = numpy.exp(left[starts[n]] + right[ends[n]] - whole[starts[n]] + scores[n])
    return value, chance


@numba.njit(cache=True)
def cut(best, starts, ends, by_end, first):
    """The spans of the cut with the largest sum."""
    sums, back = numpy.zeros(len(first)), numpy.full(len(first), -1)
    at = 0
    for node in range(len(first)):
        sums[node] = 0.0 if first[node] else sums[node - 1]
        while at < len(best) and ends[by_end[at]] == node:
            span = by_end[at]
            if best[span] > 0 and sums[starts[span]] + best[span] > sums[node]:
                sums[node], back[node] = sums[starts[span]] + best[span], span
            at += 1
    chosen = numpy.zeros(len(best), numpy.bool_)
    node = len(first) - 1
    while node >= 0:
        if back[node] >= 0:
            chosen[back[node]] = True
            node = starts[back[node]]
            if first[node]:
                node -= 1
        else:
            node -= 1
    return chosen


def descend(lattice, matrix, weights, fixed, free, strength):
    """The weights under which the gold cuts are likeliest."""
    transposed = matrix.T.tocsr()

    def loss(flat):
        weights = flat.reshape(fixed.shape)
        scores = matrix @ (weights + fixed)
        value, chance = likelihood(scores, *lattice.shape)
        value += (weights**2).sum() / (2 * strength) - (lattice.weight * lattice.gold * scores).sum()
        gradient = transposed @ (lattice.weight * (chance - lattice.gold)) + weights / strength
        return value, (gradient * free).ravel()

    result = scipy.optimize.minimize(loss, weights.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return result.x.reshape(fixed.shape)
