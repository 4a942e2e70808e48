namespace Vlm.Training;

/// <summary>The words that questions are made of. Plurals stand with their singulars, near synonyms with each other.</summary>
internal static class QuestionLexicon
{
    public static readonly HashSet<string> Colors =
        ["black", "white", "red", "blue", "green", "yellow", "brown", "orange", "pink", "purple", "gray", "tan", "blonde"];

    public static readonly Dictionary<string, string> ColorSpellings = new(StringComparer.Ordinal)
    {
        ["grey"] = "gray",
        ["blond"] = "blonde",
        ["golden"] = "yellow",
    };

    public static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["one"] = "one",
        ["a"] = "one",
        ["an"] = "one",
        ["two"] = "two",
        ["three"] = "three",
        ["four"] = "four",
        ["five"] = "five",
        ["six"] = "six",
    };

    public static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal)
    {
        ["men"] = "man",
        ["women"] = "woman",
        ["children"] = "child",
        ["people"] = "person",
        ["kids"] = "kid",
        ["boys"] = "boy",
        ["girls"] = "girl",
        ["dogs"] = "dog",
        ["players"] = "player",
        ["babies"] = "baby",
        ["horses"] = "horse",
        ["birds"] = "bird",
        ["puppies"] = "puppy",
        ["bikes"] = "bike",
        ["cats"] = "cat",
        ["cows"] = "cow",
    };

    public static readonly HashSet<string> People = ["man", "woman", "boy", "girl", "child", "person", "kid", "baby", "player"];

    public static readonly HashSet<string> Animals = ["dog", "cat", "horse", "bird", "cow", "puppy", "fish", "sheep", "monkey", "goat", "elephant"];

    /// <summary>Things of which one asks whether they are there and what colour they have.</summary>
    public static readonly HashSet<string> Things =
    [
        "ball", "bike", "bicycle", "shirt", "hat", "cap", "jacket", "coat", "dress", "car", "frisbee", "toy", "helmet", "shorts", "pants", "hair", "collar", "bench", "tree", "rock", "snow",
        "grass", "water", "beach", "sand", "street", "fence", "building", "wall", "pool", "skateboard", "surfboard", "guitar", "camera", "table", "chair", "couch", "bed", "stick", "boat", "motorcycle",
        "swing", "slide", "mountain", "field", "forest", "sunglasses", "glasses", "umbrella", "bag", "backpack", "rope", "ocean", "lake", "river", "wave", "sign", "flower", "leash", "kayak", "sled",
    ];

    public static readonly HashSet<string> PluralThings = ["shorts", "pants", "sunglasses", "glasses"];

    public static readonly HashSet<string> Substances = ["snow", "grass", "water", "sand", "hair"];

    /// <summary>Words one of which makes it unsafe to say that another is not there.</summary>
    public static readonly string[][] NearSynonyms =
    [
        ["man", "men", "guy", "guys", "person", "people", "player", "players", "someone", "male", "gentleman", "couple", "family", "crowd", "group", "adult", "adults"],
        ["woman", "women", "lady", "ladies", "person", "people", "player", "players", "someone", "female", "couple", "family", "crowd", "group", "adult", "adults", "mother"],
        ["boy", "boys", "child", "children", "kid", "kids", "person", "people", "toddler", "baby", "someone", "player", "players", "family", "crowd", "group", "teen", "teenager"],
        ["girl", "girls", "child", "children", "kid", "kids", "person", "people", "toddler", "baby", "someone", "player", "players", "family", "crowd", "group", "teen", "teenager", "woman", "women"],
        ["child", "children", "kid", "kids", "boy", "boys", "girl", "girls", "toddler", "baby", "people", "family", "crowd", "group", "infant"],
        ["dog", "dogs", "puppy", "puppies", "animal", "animals", "greyhound", "greyhounds", "poodle", "labrador", "collie", "dalmatian", "terrier", "retriever", "shepherd", "bulldog", "hound"],
        ["water", "pool", "ocean", "sea", "lake", "river", "pond", "beach", "wave", "waves", "stream", "surf", "puddle", "shore", "surfer", "swims", "swimming", "fountain", "creek", "wet"],
        ["grass", "grassy", "field", "lawn", "yard", "park", "meadow", "backyard", "turf"],
        ["snow", "snowy", "ski", "skis", "skiing", "skier", "sled", "snowboard", "snowboarder", "ice"],
        ["beach", "sand", "sandy", "shore", "ocean", "coast", "sea"],
        ["ball", "tennis", "football", "soccer", "basketball", "baseball", "volleyball", "rugby", "balls"],
        ["bike", "bicycle", "bikes", "bicycles", "cyclist", "biker", "bmx", "motorcycle", "motorbike", "biking", "cycling", "dirtbike", "cyclists"],
        ["hat", "cap", "helmet", "hats", "caps", "beanie", "headwear", "hood", "headscarf"],
        ["rock", "rocks", "rocky", "boulder", "cliff", "mountain", "stone", "stones", "climber", "climbing"],
        ["tree", "trees", "forest", "woods", "wooded", "branch", "log", "jungle"],
        ["car", "cars", "vehicle", "truck", "street", "road", "traffic", "van"],
        ["street", "road", "sidewalk", "city", "pavement", "highway", "town", "intersection"],
        ["building", "buildings", "house", "city", "store", "shop", "wall", "street"],
        ["shirt", "shirts", "tshirt", "top", "jersey", "sweater", "blouse", "uniform", "jacket", "outfit"],
        ["jacket", "coat", "parka", "vest"],
        ["table", "tables", "restaurant", "desk", "dinner", "bar"],
    ];

    public static readonly HashSet<string> Activities =
    [
        "running", "jumping", "sitting", "standing", "playing", "walking", "riding", "climbing", "swimming", "laying", "chasing", "eating", "swinging", "shaking", "smiling", "blowing", "surfing", "catching", "drinking",
        "throwing", "dancing", "digging", "hanging", "sliding", "pushing", "kissing", "licking", "snowboarding", "splashing", "skiing", "fishing", "smoking", "kicking", "sleeping", "reading",
    ];

    public static readonly Dictionary<string, string> ActivitySpellings = new(StringComparer.Ordinal)
    {
        ["runs"] = "running",
        ["jumps"] = "jumping",
        ["sits"] = "sitting",
        ["stands"] = "standing",
        ["plays"] = "playing",
        ["walks"] = "walking",
        ["rides"] = "riding",
        ["climbs"] = "climbing",
        ["swims"] = "swimming",
        ["lying"] = "laying",
        ["lays"] = "laying",
        ["lies"] = "laying",
        ["leaping"] = "jumping",
        ["leaps"] = "jumping",
        ["seated"] = "sitting",
        ["smiles"] = "smiling",
        ["catches"] = "catching",
        ["throws"] = "throwing",
        ["digs"] = "digging",
    };

    public static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["grass"] = "grass",
        ["grassy"] = "grass",
        ["field"] = "grass",
        ["lawn"] = "grass",
        ["snow"] = "snow",
        ["snowy"] = "snow",
        ["street"] = "street",
        ["road"] = "street",
        ["sidewalk"] = "street",
        ["beach"] = "beach",
        ["ocean"] = "water",
        ["water"] = "water",
        ["lake"] = "water",
        ["river"] = "water",
        ["pool"] = "water",
        ["playground"] = "playground",
        ["mountain"] = "mountain",
        ["cliff"] = "mountain",
        ["restaurant"] = "restaurant",
        ["bar"] = "restaurant",
        ["forest"] = "forest",
        ["woods"] = "forest",
        ["couch"] = "couch",
        ["sofa"] = "couch",
        ["track"] = "track",
        ["skatepark"] = "skate park",
    };

    public static readonly HashSet<string> Headwear = ["hat", "helmet", "cap", "glasses", "sunglasses", "goggles", "headband", "headphones", "mask", "headscarf", "bandanna"];

    public static readonly HashSet<string> Holdable =
    [
        "ball", "stick", "camera", "guitar", "umbrella", "cup", "sign", "bag", "frisbee", "rope", "toy", "fish", "bat", "racket", "drink", "dog", "baby", "child", "book", "flag", "phone", "microphone", "bottle", "flower", "surfboard", "skateboard", "helmet",
    ];

    public static readonly HashSet<string> Rideable = ["bike", "horse", "skateboard", "motorcycle", "wave", "scooter", "unicycle", "sled", "surfboard", "atv", "bicycle", "swing", "bull", "camel"];

    public static string Singular(string word) => Plurals.GetValueOrDefault(word, word);

    public static string? Color(string word)
    {
        string spelled = ColorSpellings.GetValueOrDefault(word, word);
        return Colors.Contains(spelled) ? spelled : null;
    }
}
