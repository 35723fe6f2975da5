//! Updates to which something was done, and that are read all the same. The tests of the server take it from here.

/// XXH32, by which the library tells damaged updates before it reads them: with it set right, what is inside is read.
fn xxh32(bytes: &[u8], seed: u32) -> u32 {
    const P: [u32; 5] = [0x9e37_79b1, 0x85eb_ca77, 0xc2b2_ae3d, 0x27d4_eb2f, 0x1656_67b1];
    let word = |four: &[u8]| u32::from_le_bytes(four.try_into().expect("four"));
    let mut rest = bytes;
    let mut sum = seed.wrapping_add(P[4]);
    if bytes.len() >= 16 {
        let mut lanes = [
            seed.wrapping_add(P[0]).wrapping_add(P[1]),
            seed.wrapping_add(P[1]),
            seed,
            seed.wrapping_sub(P[0]),
        ];
        while let Some((block, left)) = rest.split_at_checked(16) {
            for (lane, four) in lanes.iter_mut().zip(block.chunks(4)) {
                let mixed = lane.wrapping_add(word(four).wrapping_mul(P[1]));
                *lane = mixed.rotate_left(13).wrapping_mul(P[0]);
            }
            rest = left;
        }
        let turned = lanes.iter().zip([1, 7, 12, 18]).map(|(lane, by)| lane.rotate_left(by));
        sum = turned.fold(0, u32::wrapping_add);
    }
    sum = sum.wrapping_add(u32::try_from(bytes.len()).expect("small"));
    while let Some((four, left)) = rest.split_at_checked(4) {
        let mixed = sum.wrapping_add(word(four).wrapping_mul(P[2]));
        sum = mixed.rotate_left(17).wrapping_mul(P[3]);
        rest = left;
    }
    for byte in rest {
        let mixed = sum.wrapping_add(u32::from(*byte).wrapping_mul(P[4]));
        sum = mixed.rotate_left(11).wrapping_mul(P[0]);
    }
    sum = (sum ^ (sum >> 15)).wrapping_mul(P[1]);
    sum = (sum ^ (sum >> 13)).wrapping_mul(P[2]);
    sum ^ (sum >> 16)
}

/// Sets the sum of an update right.
pub(crate) fn sealed(mut update: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = update.split_at_mut_checked(20) {
        let sum = xxh32(body, u32::from_le_bytes(*b"LORO"));
        head[16..].copy_from_slice(&sum.to_le_bytes());
    }
    update
}
