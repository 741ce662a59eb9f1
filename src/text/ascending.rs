//! The longest ascending row: what kept its order while other things moved past it.

/// The longest part of the list in which the numbers that `number` reads, all different, ascend.
pub(super) fn longest_ascending<T: Copy>(list: &[T], number: impl Fn(&T) -> usize) -> Vec<T> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; list.len()];
    for (index, one) in list.iter().enumerate() {
        let pile = tops.partition_point(|top| number(&list[*top]) < number(one));
        before[index] = pile.checked_sub(1).map(|below| tops[below]);
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut row = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(index) = at {
        row.push(list[index]);
        at = before[index];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_left_out() {
        let same = |n: &usize| *n;
        assert_eq!(longest_ascending(&[0, 3, 1, 2, 4], same), [0, 1, 2, 4]);
        assert_eq!(longest_ascending(&[2, 1, 0], same), [0]);
        assert!(longest_ascending(&[], same).is_empty());
    }
}
