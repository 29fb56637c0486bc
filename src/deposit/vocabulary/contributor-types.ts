/** DataCite 4.6, property 7.a: what somebody did who is no creator. */
export const CONTRIBUTOR_TYPES = [
  ...['ContactPerson', 'DataCollector', 'DataCurator', 'DataManager', 'Distributor', 'Editor', 'HostingInstitution'],
  ...['Producer', 'ProjectLeader', 'ProjectManager', 'ProjectMember', 'RegistrationAgency', 'RegistrationAuthority'],
  ...['RelatedPerson', 'Researcher', 'ResearchGroup', 'RightsHolder', 'Sponsor', 'Supervisor', 'Translator'],
  ...['WorkPackageLeader', 'Other'],
] as const;
