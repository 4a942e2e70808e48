using Vlm;

using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
Caption caption = await model.CaptionAsync(args[0]);
Console.WriteLine(caption.Text);
