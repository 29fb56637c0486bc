/** Codes about BagIt profiles: what archives ask of bags beyond BagIt, and whether a bag is that. */
import { explained } from './explanation.js';

export const bagProfileCodes = explained({
  'bag-profile-unreadable': {
    title: 'The profile cannot be read.',
    why: 'A BagIt profile is a file in JSON. teigram reads it from your disk only: what is fetched while a bag is checked could be something else tomorrow.',
    example: '--profile https://example.org/profile.json',
    fix: 'Download the profile, look at it, and name the file: --profile profile.json.',
  },
  'bag-profile-malformed': {
    title: 'The profile is not what a BagIt profile must be.',
    why: 'What it asks of bags cannot be told where a part is missing, is of another kind, or contradicts another one. No bag is checked by such a profile.',
    example: '"Accept-BagIt-Version": [1.0] in place of ["1.0"]',
    fix: 'Ask whoever keeps the profile to mend it, or mend your copy if it is clear what is meant.',
  },
  'bag-profile-member-unknown': {
    title: 'The profile asks for something that BagIt profiles do not have.',
    why: 'Programs add members of their own. What such a member asks for was not checked, so the bag may still be refused by the archive.',
    example: '"recommended": true, beside "required"',
    fix: 'Nothing, if it does not matter to you. Otherwise ask the archive what it means by it.',
  },
  'bag-profile-version-unknown': {
    title: 'The profile is written by another version of the specification.',
    why: 'Known are 1.1.0 to 1.4.0. A later version may ask for things that are not known here.',
    example: '"BagIt-Profile-Version": "2.0.0"',
    fix: 'Look for a newer teigram, or ask the archive which version it means.',
  },
  'bag-profile-not-named': {
    title: 'The bag does not say that it is made by this profile.',
    why: 'The archive looks in bag-info.txt for the address of the profile, and takes a bag without it for one that was made for somebody else.',
    example: 'A bag-info.txt without the line "BagIt-Profile-Identifier: https://example.org/profile.json".',
    fix: 'Add the line to bag-info.txt and make the checksums of the tag files anew; or check by the profile that the bag names.',
  },
  'bag-profile-info-wrong': {
    title: 'bag-info.txt does not say what the profile asks for.',
    why: 'A label that is required is missing, stands there too often, or has a value that the profile does not allow.',
    example: 'No line "Source-Organization: …", where the profile has { "Source-Organization": { "required": true } }.',
    fix: 'Mend bag-info.txt and make the checksums of the tag files anew.',
  },
  'bag-profile-manifest-wrong': {
    title: 'The bag has not the manifests that the profile asks for.',
    why: 'Archives say by which algorithms the checksums must be, so that they can go on with them.',
    example: 'A bag with manifest-md5.txt only, where the profile asks for sha512.',
    fix: 'Make the bag anew with the checksums that the profile asks for.',
  },
  'bag-profile-file-wrong': {
    title: 'A file is missing, or is there, against the profile.',
    why: 'A profile may say which files there must be and which there may be, beside those of BagIt itself.',
    example: 'A notes.txt beside data/, where the profile allows dc/*.xml.',
    fix: 'Add the file, or take it away, and make the manifests anew.',
  },
  'bag-profile-form-wrong': {
    title: 'The bag is packed in another way than the profile takes.',
    why: 'The archive takes bags only as folders, or only as archives of some kinds.',
    example: 'A folder, where the profile says "Serialization": "required".',
    fix: 'Pack or unpack the bag. Nothing in it changes.',
  },
  'bag-profile-bagit-version': {
    title: 'The bag is of another version of BagIt than the profile takes.',
    why: 'The archive has no program for that version.',
    example: 'A bag of BagIt 0.97, where the profile says ["1.0"].',
    fix: 'Make the bag anew by a version that the profile takes.',
  },
});
